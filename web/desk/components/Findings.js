// Today's findings, each with clause and evidence; the reviewer says of each whether it is right.
import { Icon } from "../../components/Icon.js";
import { t } from "../../texts.js";
import { html } from "../../vue.js";
import { ask, judge, look, placeOf } from "../actions.js";
import { mayDecide } from "../store.js";

const ICONS = { must_fix: "alert", warning: "info", for_staff: "eye" };

export function Findings({ shown }) {
  return html`
    <section class="card" aria-labelledby="findings-title">
      <h2 id="findings-title">${t("desk.findings")}</h2>
      ${shown.findings.length
        ? html`<ul class="findings">${shown.findings.map((one) => html`<${Row} key=${one.key} judged=${one} />`)}</ul>`
        : html`<p class="quiet">${t("desk.findings_none")}</p>`}
    </section>`;
}
Findings.props = ["shown"];

function Row({ judged }) {
  const { finding, verdict } = judged;
  const place = placeOf(finding);
  const label = finding.message;
  const staff = finding.severity === "for_staff"; // nobody said that it is wrong: it was to be looked at
  return html`
    <li class=${["finding", finding.severity]} data-testid="desk-finding" data-code=${finding.code} data-verdict=${verdict}>
      <${Icon} name=${ICONS[finding.severity]} />
      <div class="finding-text">
        <p><b class="severity">${t(`precheck.${finding.severity}`)}</b>${finding.message}</p>
        <p class="quiet">${t("precheck.clause", { clause: finding.clause })}</p>
        ${verdict && html`<p class="finding-verdict">${verdict === "upheld" ? t(staff ? "desk.checked" : "desk.upheld") : t("desk.overridden", { value: judged.reason })}</p>`}
        <div class="finding-acts">
          ${place && html`<button type="button" class="button small" data-testid="look-finding" aria-label=${t("desk.look_named", { label })}
            onClick=${() => look(place.documentId, place.page, place.place, label)}><${Icon} name="eye" />${t("desk.look")}</button>`}
          ${mayDecide() && html`
            <button type="button" class="button small" data-testid="uphold" aria-pressed=${String(verdict === "upheld")} aria-label=${t(staff ? "desk.check_named" : "desk.uphold_named", { label })}
              onClick=${() => judge(judged.key, "upheld")}>${t(staff ? "desk.check" : "desk.uphold")}</button>
            <button type="button" class="button small" data-testid="override" aria-pressed=${String(verdict === "overridden")} aria-label=${t("desk.override_named", { label })}
              onClick=${(event) => ask("override", { judged }, event)}>${t("desk.override")}</button>`}
        </div>
      </div>
    </li>`;
}
Row.props = ["judged"];
