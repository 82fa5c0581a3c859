// An item's versions: what became of each and who signed it; two of them compared; a new draft, the guide taken back.
import { Icon } from "../../components/Icon.js";
import { day } from "../../format.js";
import { t } from "../../texts.js";
import { html, ref } from "../../vue.js";
import { ask } from "../actions/base.js";
import { begin } from "../actions/editing.js";
import { compare } from "../actions/items.js";
import { desk } from "../store.js";
import { Diff } from "./Diff.js";
import { Head } from "./Head.js";

const GONE = ["withdrawn"];

export function ItemView() {
  const { guide, versions, id } = desk.open;
  const published = versions.some((one) => !GONE.includes(one.state));
  return html`
    <${Head} title=${guide.name}>${{
      marks: () => html`<span class="pill" data-testid="item-state" data-state=${guide.state}>${t(`curation.version_state.${guide.state}`)}</span>`,
      default: () => html`
        <div class="case-acts" role="group" aria-label=${t("curation.acts")}>
          <button type="button" class="button primary" data-testid="new-draft" onClick=${() => begin(id)}><${Icon} name="pen" />${t("curation.new_draft")}</button>
          ${published && html`<a class="button" href=${`/guide/${id}`} data-testid="see-guide"><${Icon} name="book" />${t("curation.see_guide")}</a>`}
          ${published && html`<button type="button" class="button danger" data-testid="withdraw-guide" onClick=${() => ask("withdraw")}>${t("curation.withdraw")}</button>`}
        </div>`,
    }}</>
    <section class="card" aria-labelledby="versions-title">
      <h2 id="versions-title">${t("curation.versions")}</h2>
      <ol class="versions">${versions.map((one) => html`<${Version} key=${one.version} version=${one} newest=${versions[0].version} />`)}</ol>
    </section>
    ${versions.length > 1 && html`<${Compare} versions=${versions} />`}`;
}

function Version({ version, newest }) {
  return html`
    <li class="version" data-testid="version" data-state=${version.state}>
      <p class="version-head"><b>${t("curation.version", { version: version.version })}</b>
        <span class=${["pill", version.state === "in_force" ? "state-ready" : version.state === "withdrawn" ? "risk-high" : "quiet-pill"]}>${t(`curation.version_state.${version.state}`)}</span>
        ${version.sample && html`<span class="pill waiting-pill">${t("curation.sample")}</span>`}</p>
      <p class="quiet">${t("curation.valid", { from: day(version.valid_from), until: version.valid_until ? day(version.valid_until) : t("curation.no_end") })}；${t("curation.published_on", { date: day(version.published_at) })}</p>
      ${version.reviews.length > 0 && html`<p class="version-signed">${version.reviews.map((one) => html`
        <span key=${one.gate} class="pill state-ready"><${Icon} name="check" />${t(`curation.gate.${one.gate}`)}：${one.reviewer_name}</span>`)}</p>`}
      ${version.withdrawn_why && html`<p class="remark" data-testid="withdrawn-why">${t("curation.withdrawn_on", { date: day(version.withdrawn_at), value: version.withdrawn_why })}</p>`}
      ${(version.version !== newest || version.state === "withdrawn") && html`
        <button type="button" class="button small" data-testid="roll-back" aria-label=${t("curation.roll_back_named", { version: version.version })} onClick=${() => ask("roll-back", { version: version.version })}>${t("curation.roll_back")}</button>`}
    </li>`;
}
Version.props = ["version", "newest"];

const Compare = {
  props: ["versions"],
  setup(props) {
    const before = ref(props.versions[1].version);
    const after = ref(props.versions[0].version);
    const select = (side, label, chosen) => html`
      <label class="queue-filter"><span>${label}</span>
        <select data-testid=${`compare-${side}`} onChange=${(event) => (chosen.value = Number(event.target.value))}>
          ${props.versions.map((one) => html`<option key=${one.version} value=${one.version} selected=${one.version === chosen.value}>${t("curation.version", { version: one.version })}</option>`)}
        </select></label>`;
    return () => {
      const { compared, guide } = desk.open;
      return html`
        <section class="card" aria-labelledby="compare-title">
          <h2 id="compare-title">${t("curation.compare")}</h2>
          <div class="queue-filters">
            ${select("before", t("curation.compare_from"), before)}${select("after", t("curation.compare_to"), after)}
            <button type="button" class="button" data-testid="compare" onClick=${() => compare(before.value, after.value)}>${t("curation.compare_go")}</button>
          </div>
          <div role="status">${compared && html`<p class="quiet">${t("curation.compared", { from: compared.before, until: compared.after })}</p>`}</div>
          ${compared && html`<${Diff} changes=${compared.changes} after=${guide.content} name="versions" />`}
        </section>`;
    };
  },
};
