// How the page looks and speaks to this person: 长辈版, colours, tone, motion. `actions/settings.js` keeps it for them.
import { watch } from "./vue.js";
import { KEYS, recall, remember } from "./storage.js";
import { setElder, state } from "./store.js";
import { speakIn, t } from "./texts.js";

export const DEFAULTS = { elder: false, theme: "system", tone: "standard", read_aloud: false, less_motion: false };

/** What is chosen now, all of it. */
export const chosen = () => ({ elder: state.elder, ...state.manner });

/** Takes over what was chosen, here or elsewhere; what it does not name is as for somebody who never chose. */
export function adopt(settings) {
  const whole = Object.fromEntries(Object.entries(DEFAULTS).map(([name, usual]) => [name, settings?.[name] ?? usual]));
  const { elder, ...manner } = whole;
  Object.assign(state.manner, manner);
  setElder(elder);
}

/** As it was on this device, so that nothing changes under the eyes of who comes back. Resolves when it looks so. */
export function begin() {
  adopt({ ...recall(KEYS.manner), elder: state.elder });
  watch(() => chosen(), dress);
  return dress(chosen());
}

async function dress({ elder, theme, tone, less_motion: less }) {
  remember(KEYS.manner, state.manner);
  const root = document.documentElement;
  if (less) root.dataset.motion = "less";
  else delete root.dataset.motion;
  const speaking = speakIn([elder && "elder", tone === "local" && "local"].filter(Boolean));
  await Promise.all([speaking, colour(theme)]);
}

// The device's own colours need nothing; who chose others has the module for it on the device.
async function colour(theme) {
  if (theme === (document.documentElement.dataset.theme ?? "system")) return;
  const found = await import("./theme.js").catch(() => null); // without a network it stays as it is
  found?.setTheme(theme);
}

const HOUR = new Intl.DateTimeFormat("en-GB", { hour: "numeric", hour12: false, timeZone: "Asia/Shanghai" });
const UNTIL = [[5, "night"], [9, "morning"], [11, "forenoon"], [13, "noon"], [18, "afternoon"], [23, "evening"], [25, "night"]];

function timeOfDay(now = new Date()) {
  const hour = Number(HOUR.format(now)) % 24;
  return UNTIL.find(([end]) => hour < end)[1];
}

/** How one is greeted: by the time of day in Chongqing, and by name where it is known. */
export function greeting() {
  const value = t(`welcome.time.${timeOfDay()}`);
  return state.person ? t("welcome.title_named", { name: state.person.name, value }) : t("welcome.title", { value });
}
