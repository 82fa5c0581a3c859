// The form beside the talk; on narrow screens a sheet over it: Esc, the talk above it or its button lead back to where one was.
import { html, nextTick, onMounted, ref, watch } from "../vue.js";
import { roomy, state } from "../store.js";
import { t } from "../texts.js";
import { ApplicationPanel } from "./ApplicationPanel.js";
import { Icon } from "./Icon.js";

export const FormSheet = {
  setup() {
    const sheet = ref(null);
    const up = () => !roomy.value && state.view === "form";

    async function took(shown, before) {
      await nextTick();
      const at = document.activeElement ?? document.body;
      const nowhere = at === document.body || at.closest("[inert]");
      if (shown && nowhere) sheet.value?.querySelector(".panel")?.focus({ preventScroll: true });
      if (!shown && before && (nowhere || sheet.value?.contains(at))) (document.querySelector(".form-bar") ?? document.querySelector(".log"))?.focus({ preventScroll: true });
    }
    onMounted(() => up() && took(true));
    watch(up, took, { flush: "post" });

    const back = () => (state.view = "chat");
    const key = (event) => {
      if (event.key !== "Escape" || event.defaultPrevented || !up()) return;
      event.preventDefault();
      back();
    };
    return () => html`
      ${up() && html`<div class="form-scrim" onClick=${back} />`}
      <div class="form-sheet" ref=${sheet} role=${roomy.value ? null : "dialog"} aria-label=${roomy.value ? null : t("landmark.form")} onKeydown=${key}>
        ${!roomy.value && html`
          <header class="form-sheet-head">
            <h2>${state.application.item_name}</h2>
            <button type="button" class="button small" data-testid="view-chat" onClick=${back}><${Icon} name="down" />${t("views.back")}</button>
          </header>`}
        <${ApplicationPanel} />
      </div>`;
  },
};
