// The way from a value that was read to its place on the photo.
import { html } from "../vue.js";
import { paperOf } from "../actions/readings.js";
import { state } from "../store.js";
import { t } from "../texts.js";
import { Icon } from "./Icon.js";

export function PhotoButton({ field, offer }) {
  if (!paperOf(offer)) return null;
  return html`
    <button type="button" class="link photo-link" data-testid="look" aria-label=${t("photo.look_named", { label: field.label })}
      onClick=${() => (state.sheet = { kind: "photo", name: field.name, offer })}><${Icon} name="eye" />${t("photo.look")}</button>`;
}
PhotoButton.props = ["field", "offer"];
