// What the precheck found, each with what to do, why, and the way there.
import { html } from "../vue.js";
import { goTo } from "../actions/application.js";
import { openNotice, precheck } from "../actions/submission.js";
import { state } from "../store.js";
import { t } from "../texts.js";
import { Icon } from "./Icon.js";

const ICONS = { must_fix: "alert", warning: "info", for_staff: "person" };

export function PrecheckCard() {
  const answer = state.precheck;
  const listed = answer?.findings.length > 0 && state.application.state !== "returned"; // there they stand above, with what was returned
  return html`
    <section class="card precheck" aria-labelledby="precheck-title" data-part="precheck" data-testid="precheck" data-passed=${answer ? String(answer.passed) : null}>
      <h3 id="precheck-title">${t("precheck.title")}</h3>
      <div role="status">
        ${!answer && html`<p class="quiet">${t("precheck.lead")}</p>`}
        ${answer && html`<p class=${["verdict", answer.passed ? "good" : "bad"]}><${Icon} name=${answer.passed ? "check" : "alert"} />${verdict(answer)}</p>`}
      </div>
      ${listed && html`
        <button type="button" class="link" data-testid="show-notice" onClick=${openNotice}>${t("papers.notice_show")}</button>
        <ul class="findings">${answer.findings.map((finding, at) => html`<${Finding} key=${at} finding=${finding} testid="finding" go=${() => goThere(finding)} />`)}</ul>`}
      <button type="button" class="button" data-testid="run-precheck" aria-disabled=${String(state.prechecking)} onClick=${precheck}>
        ${t(state.prechecking ? "precheck.running" : answer ? "precheck.again" : "precheck.run")}</button>
    </section>`;
}

function verdict({ passed, findings }) {
  if (!passed) return t("precheck.found", { count: findings.filter((one) => one.severity === "must_fix").length });
  return findings.length ? t("precheck.warned", { count: findings.length }) : t("precheck.passed");
}

const goThere = ({ field, material_id: material }) => (field ? goTo("field", field) : goTo("material", material));

/** One finding with the way to mend it, in the form and in the talk. */
export function Finding({ finding, testid, go }) {
  return html`
    <li class=${["finding", finding.severity]} data-testid=${testid} data-code=${finding.code}>
      <${Icon} name=${ICONS[finding.severity]} />
      <div>
        <p><b class="severity">${t(`precheck.${finding.severity}`)}</b>${finding.message}</p>
        ${finding.clause && html`<p class="quiet">${t("precheck.clause", { clause: finding.clause })}</p>`}
        ${(finding.field || finding.material_id) && html`<button type="button" class="link" data-testid="go-fix" onClick=${go}>${t("precheck.go")}</button>`}
      </div>
    </li>`;
}
Finding.props = ["finding", "testid", "go"];
