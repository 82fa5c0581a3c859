// One's archive: looked at, corrected, kept for next time, taken along, deleted. Nothing of it stays on the device.
import { ApiError, NetworkError, call, send } from "../api.js";
import { state } from "../store.js";
import { startOver } from "./chat.js";
import { notify } from "./problems.js";
import { loadReminders } from "./reminders.js";

const seg = encodeURIComponent;

/** Where a browser of the signed-in person fetches the whole archive as a file: the cookie opens it. */
export const exportAddress = "/api/v1/profile/export";

/** { profile, uses, recordings } as they are now, or null with the reason told. */
export async function loadArchive() {
  try {
    const [profile, { uses }, { recordings }] = await Promise.all(["/profile", "/profile/uses", "/me/recordings"].map((path) => call("GET", path)));
    return { profile, uses, recordings };
  } catch (fault) {
    notify(fault);
    return null;
  }
}

/** One fact or certificate with nothing masked. */
export const wholeFact = (name) => call("GET", `/profile/facts/${seg(name)}`);
export const wholeCertificate = (id) => call("GET", `/profile/certificates/${seg(id)}`);
export const correctFact = (name, value) => call("PUT", `/profile/facts/${seg(name)}`, { body: { value } });

export const removeFact = (name) => call("DELETE", `/profile/facts/${seg(name)}`);
export const removeCertificate = (id) => call("DELETE", `/profile/certificates/${seg(id)}`);
export const removePicture = (id) => call("DELETE", `/profile/pictures/${seg(id)}`);

export const removeRecording = (id) => call("DELETE", `/me/recordings/${seg(id)}`);

/** The sound of a recorded call, as an address that is to be revoked. */
export async function recordingSound(id) {
  const answer = await send("GET", `/me/recordings/${seg(id)}`, { extra: { Accept: "audio/wav" } });
  return URL.createObjectURL(await answer.blob());
}

/** Everything that may go, for good; the conversation on the screen goes with it. */
export async function eraseAll(word) {
  const gone = await call("DELETE", "/profile", { body: { word } });
  const { route } = state;
  startOver();
  state.route = route; // one stays where one sees what is left
  await loadReminders();
  return gone;
}

/** What of a case could be kept for next time; nothing where it can't be told. */
export async function keepable(applicationId) {
  try {
    return (await call("GET", `/profile/keepable?application_id=${seg(applicationId)}`)).keepable;
  } catch (fault) {
    if (fault instanceof ApiError || fault instanceof NetworkError) return [];
    throw fault;
  }
}

export const keepForNext = (applicationId, names) => call("POST", "/profile/keep", { body: { application_id: applicationId, names } });

/** Does it and resolves with true; a refusal is told and resolves with false. */
export async function done(act) {
  try {
    await act();
  } catch (fault) {
    notify(fault);
    return false;
  }
  state.notice = "";
  return true;
}
