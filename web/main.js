// Starts the page and takes up where the person was.
import { createApp } from "./vue.js";
import { App } from "./components/App.js";
import { keepWords, takeOver } from "./actions/chat.js";
import { watchConnection } from "./connection.js";
import { act, fetchAhead } from "./later.js";
import { followAddress } from "./route.js";
import { begin } from "./manner.js";
import { KEYS, recall } from "./storage.js";
import { state } from "./store.js";

const AHEAD_AFTER_MS = 3000; // a quick person comes first

const applicationId = recall(KEYS.application);
await begin();
followAddress();
keepWords();
watchConnection();
const { said, draft, focused } = (await window.early?.end()) ?? { said: [] };
takeOver(said, draft);
createApp(App).mount("#app");
if (focused) document.getElementById("message-input")?.focus();
performance.mark("mounted");
const { resume } = await import("./actions/resume.js");
await resume(applicationId);
if (location.hash.startsWith("#/start/")) act(() => import("./actions/starting.js"), (starting) => starting.startFromAddress());

(window.requestIdleCallback ?? setTimeout)(ahead, { timeout: AHEAD_AFTER_MS });

async function ahead() {
  await fetchAhead();
  act(() => import("./actions/voice.js"), (voice) => voice.follow());
  act(() => import("./actions/sound.js"), (sound) => sound.lookForSound());
  navigator.serviceWorker?.register("/sw.js").catch(() => null); // refused, e.g. in a private window: the page is as good without
}

// The same draft or case may have moved on in another tab or on another device.
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState !== "visible" || !state.person) return;
  const [page, id] = state.route.split("/");
  if (page === "cases") act(() => import("./actions/cases.js"), (cases) => (id ? cases.loadCase(id) : cases.loadCases()));
  else if (state.application) act(() => import("./actions/application.js"), (application) => application.refresh());
});
