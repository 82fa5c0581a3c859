// 告知承诺: what the person promises instead of handing a material in, and what follows when it is not true.
import { html } from "../vue.js";
import { commit } from "../actions/application.js";
import { editable, sideOf, state } from "../store.js";
import { t } from "../texts.js";
import { Icon } from "./Icon.js";

export function Commitment({ material }) {
  const { commitment } = material;
  if (!commitment || (!commitment.asked && commitment.accepted === null)) return null;
  const own = sideOf(state.application) !== "agent" || state.application.acting.kind === "guardian"; // nobody promises for another
  const answer = (accepted) => () => commit(material.material_id, accepted);
  const button = (accepted, word) => html`
    <button type="button" class=${accepted ? "button small" : "link"} data-testid=${`commitment-${word}`}
      aria-label=${t(`commitment.${word}_named`, { name: material.name })} onClick=${answer(accepted)}>${t(`commitment.${word}`)}</button>`;
  return html`
    <div class="commitment" data-testid="commitment" data-accepted=${String(commitment.accepted)}>
      <p>${commitment.text}</p>
      <p class="quiet">${t("commitment.consequences", { value: commitment.consequences })}</p>
      <p class="quiet">${t("commitment.clause", { value: commitment.clause })}</p>
      ${commitment.accepted && html`<p class="confirmed"><${Icon} name="check" />${t("commitment.accepted")}</p>`}
      ${editable.value && html`
        <div class="field-actions">
          ${!commitment.accepted && (own ? button(true, "accept") : html`<p>${t("acting.no_promise")}</p>`)}
          ${commitment.accepted !== false && button(false, "decline")}
        </div>`}
    </div>`;
}
Commitment.props = ["material"];
