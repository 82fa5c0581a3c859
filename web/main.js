// Starts the page and takes up where the person was.
import { createApp } from "./vue.js";
import { resume } from "./actions/session.js";
import { refresh } from "./actions/application.js";
import { loadCase, loadCases } from "./actions/cases.js";
import { App } from "./components/App.js";
import { followAddress } from "./route.js";
import { KEYS, recall } from "./storage.js";
import { setElder, state } from "./store.js";
import { setTheme } from "./theme.js";

const applicationId = recall(KEYS.application);
setElder(state.elder);
setTheme(recall(KEYS.theme) ?? "system");
followAddress();
createApp(App).mount("#app");
await resume(applicationId);

// The same draft or case may have moved on in another tab or on another device.
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState !== "visible" || !state.person) return;
  const [page, id] = state.route.split("/");
  if (page === "cases") (id ? loadCase(id) : loadCases());
  else refresh();
});
