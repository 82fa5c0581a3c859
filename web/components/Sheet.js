// A dialog: the browser keeps the focus inside, Esc closes, and the focus returns to where it was.
import { html, onBeforeUnmount, onMounted, ref } from "../vue.js";
import { state } from "../store.js";
import { t } from "../texts.js";
import { Icon } from "./Icon.js";

export function closeSheet() {
  state.sheet = null;
}

export const Sheet = {
  props: ["title", "testid", "wide"],
  setup(props, { slots }) {
    const dialog = ref(null);
    onMounted(() => dialog.value.showModal());
    onBeforeUnmount(() => dialog.value.close());
    const outside = (event) => event.target === dialog.value && closeSheet();
    return () => html`
      <dialog class=${["sheet", { "sheet-wide": props.wide }]} ref=${dialog} aria-labelledby="sheet-title" data-testid=${props.testid}
        onCancel=${(event) => { event.preventDefault(); closeSheet(); }} onClick=${outside}>
        <div class="sheet-box">
          <header class="sheet-head">
            <h2 id="sheet-title" tabindex="-1" autofocus>${props.title}</h2>
            <button type="button" class="round plain" data-testid="close-sheet" aria-label=${t("guide.close")} onClick=${closeSheet}><${Icon} name="close" /></button>
          </header>
          <div class="sheet-body" tabindex="0" role="region" aria-labelledby="sheet-title">${slots.default?.()}</div>
          ${slots.foot && html`<footer class="sheet-foot">${slots.foot()}</footer>`}
        </div>
      </dialog>`;
  },
};
