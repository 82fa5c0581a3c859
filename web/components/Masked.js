// A sensitive value, masked until its own button is pressed.
import { html, ref } from "../vue.js";
import { masked } from "../format.js";
import { t } from "../texts.js";

export const Masked = {
  props: ["text", "sensitive", "label"],
  setup(props) {
    const open = ref(false);
    return () => {
      if (!props.sensitive) return html`<span class="value" data-testid="field-value">${props.text}</span>`;
      const name = t(open.value ? "form.hide_named" : "form.show_named", { label: props.label });
      return html`
        <span class="value" data-testid="field-value">${open.value ? props.text : masked(props.text)}</span>
        <button type="button" class="link" data-testid="show-value" aria-label=${name} aria-pressed=${String(open.value)}
          onClick=${() => (open.value = !open.value)}>${t(open.value ? "form.hide" : "form.show")}</button>`;
    };
  },
};
