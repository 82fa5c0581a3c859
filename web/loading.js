// Loading what a page of one's own shows: once it is known who is here, again for somebody else or after a fault.
import { ref, watch } from "./vue.js";
import { state } from "./store.js";

/** `load` resolves with whether it could; { stage: loading | ready | failed, again }. */
export function loading(load) {
  const stage = ref("loading");
  async function again() {
    if (!state.person) return;
    if (stage.value === "failed") state.notice = "";
    stage.value = "loading";
    stage.value = (await load()) ? "ready" : "failed";
  }
  watch(() => state.person?.account, again, { immediate: true });
  return { stage, again };
}
