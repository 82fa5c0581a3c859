// Where one speaks, shows papers, or asks for a person. Enter sends; Shift+Enter makes a new line.
import { html, ref, watch } from "../vue.js";
import { say } from "../actions/chat.js";
import { act, later } from "../later.js";
import { state } from "../store.js";
import { t } from "../texts.js";
import { Icon } from "./Icon.js";

const MicButton = later(() => import("./MicButton.js"), "MicButton");
const ACCEPT = "image/*,application/pdf";

export const Composer = {
  setup() {
    const box = ref(null);
    const menu = ref(false);
    const camera = ref(null);
    const file = ref(null);

    async function submit() {
      if (state.busy) return; // what was typed stays
      if (state.hearing) return act(() => import("../actions/hearing.js"), (hearing) => hearing.finish()); // to be read first
      const sending = state.draft;
      if (!sending.trim()) return;
      state.draft = "";
      box.value.focus();
      await say(sending);
    }
    function key(event) {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      submit();
    }
    const type = (event) => (state.draft = event.target.value);
    function grow() {
      box.value.style.height = "auto";
      box.value.style.height = `${box.value.scrollHeight}px`;
    }
    watch(() => state.draft, grow, { flush: "post" });
    function chosen(event) {
      menu.value = false;
      const picked = event.target.files[0];
      act(() => import("../actions/documents.js"), (documents) => documents.upload(picked));
      event.target.value = "";
    }

    return () => html`
      <div class="composer">
        ${menu.value && html`
          <div class="attach-menu">
            <button type="button" class="button" onClick=${() => camera.value.click()}><${Icon} name="camera" />${t("composer.camera")}</button>
            <button type="button" class="button" onClick=${() => file.value.click()}><${Icon} name="file" />${t("composer.file")}</button>
          </div>`}
        <input hidden ref=${camera} type="file" accept="image/*" capture="environment" data-testid="camera-input" onChange=${chosen} />
        <input hidden ref=${file} type="file" accept=${ACCEPT} data-testid="upload-input" onChange=${chosen} />
        <form class="composer-row" onSubmit=${(event) => { event.preventDefault(); submit(); }}>
          <button type="button" class="round" data-testid="attach" aria-label=${t("composer.attach")} aria-expanded=${String(menu.value)}
            onClick=${() => (menu.value = !menu.value)}><${Icon} name=${menu.value ? "close" : "camera"} /></button>
          <label class="visually-hidden" for="message-input">${t("composer.label")}</label>
          <textarea id="message-input" ref=${box} rows="1" data-testid="message-input" enterkeyhint="send"
            placeholder=${t("composer.placeholder")} value=${state.draft} onInput=${type} onKeydown=${key} />
          ${state.sound?.microphone && html`<${MicButton} />`}
          <button type="submit" class="round send" data-testid="send" aria-label=${t("composer.send")}
            aria-disabled=${String(state.busy || !state.draft.trim())}><${Icon} name="send" /></button>
        </form>
      </div>`;
  },
};
