// Whether this browser and this service can take a recording together: asked once, after the first screen.
import { ApiError, NetworkError } from "../api.js";
import { sound } from "../sound/api.js";
import { able } from "../sound/recorder.js";
import { state } from "../store.js";

export async function lookForSound() {
  try {
    const { transcribe } = await sound();
    state.sound = { microphone: able() && transcribe };
  } catch (fault) {
    if (!(fault instanceof ApiError || fault instanceof NetworkError)) throw fault;
    // asked again with the next page
  }
}
