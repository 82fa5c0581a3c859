// What this device keeps: ids and choices. What somebody said is kept by their tab alone, until it is sent (ADR 33).
const PREFIX = "yuxiaozhi.";

export const KEYS = {
  conversation: "conversation", // { id, token }
  application: "application", // id of the one on screen
  elder: "elder",
  manner: "manner", // how the page looks and speaks now
  visitor: "visitor", // how visitors of this device chose it
  open: "open", // how many cases the first screen is to have room for
  draft: "draft", // of the tab: what is typed and not yet said
  waiting: "waiting", // of the tab: [{ clientId, text }] said and not yet sent
  theme: "theme", // system | light | dark
};

export function submitKeyName({ application_id, round }) {
  return `submit.${application_id}.${round}`;
}

// Storage may be refused (private windows, full disk): the page then works without remembering.
export function recall(key) {
  try {
    return JSON.parse(localStorage.getItem(PREFIX + key));
  } catch {
    return null;
  }
}

export function remember(key, value) {
  try {
    if (value === null || value === undefined) localStorage.removeItem(PREFIX + key);
    else localStorage.setItem(PREFIX + key, JSON.stringify(value));
  } catch {
    // nothing to do: see above
  }
}

/** What only this tab keeps, until it is closed: words on their way. */
export function recallHere(key) {
  try {
    return JSON.parse(sessionStorage.getItem(PREFIX + key));
  } catch {
    return null;
  }
}

export function rememberHere(key, value) {
  try {
    if (value?.length) sessionStorage.setItem(PREFIX + key, JSON.stringify(value));
    else sessionStorage.removeItem(PREFIX + key);
  } catch {
    // nothing to do: see above
  }
}

export function newId() {
  // randomUUID is absent on plain http from another machine; getRandomValues is always there.
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
