// The code to hand on: large, in groups, said once.
import { html } from "../vue.js";
import { moment } from "../format.js";
import { t } from "../texts.js";

export function OfferedCode({ offered, name, kind, place, onDone }) {
  return html`
    <div class="family-form" data-testid="offered">
      <h4 tabindex="-1" ref=${place}>${t("family.code")}</h4>
      <p class="family-code" data-testid="offered-code">${offered.code.replace(/\D/g, "").replace(/(\d{4})(?=\d)/g, "$1 ")}</p>
      <p>${t(`family.hand_on.${kind}`, { name })}</p>
      <p class="quiet">${t("family.code_until", { date: moment(offered.code_until) })}</p>
      <p class="remark">${t("family.code_only")}</p>
      <button type="button" class="button" data-testid="offered-done" onClick=${onDone}>${t("family.noted")}</button>
    </div>`;
}
OfferedCode.props = ["offered", "name", "kind", "place", "onDone"];
