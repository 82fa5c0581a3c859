// 补正: what was returned and is still to be mended, each with the way there. Nothing else is asked again.
import { html } from "../vue.js";
import { mend } from "../actions/ways.js";
import { t } from "../texts.js";
import { Icon } from "./Icon.js";

export function Correction({ application }) {
  const { findings, note } = application;
  return html`
    <section class="card correction" aria-labelledby="correction-title" data-part="correction" data-testid="correction">
      <h3 id="correction-title" tabindex="-1">${findings.length ? t("correction.title", { count: findings.length }) : t("correction.mended")}</h3>
      <p>${t(findings.length ? "correction.lead" : "correction.send")}</p>
      ${note && html`<p><b>${t("papers.notice_note")}</b>${note}</p>`}
      <ul class="findings">${findings.map((one, at) => html`
        <li key=${at} class=${["finding", one.severity]} data-testid="to-mend">
          <${Icon} name="pen" />
          <div>
            <p>${one.message}</p>
            ${one.clause && html`<p class="quiet">${t("precheck.clause", { clause: one.clause })}</p>`}
            ${(one.field || one.material_id) && html`<button type="button" class="button small" data-testid="mend" aria-label=${t("correction.go_named", { value: one.message })}
              onClick=${() => mend(application.application_id, one)}>${t("correction.go")}</button>`}
          </div>
        </li>`)}</ul>
    </section>`;
}
Correction.props = ["application"];
