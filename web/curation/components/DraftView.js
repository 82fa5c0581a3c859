// A draft: how it stands at the gates, what the checks find, what it changes; and the acts on it.
import { Icon } from "../../components/Icon.js";
import { moment } from "../../format.js";
import { t } from "../../texts.js";
import { html } from "../../vue.js";
import { ask } from "../actions/base.js";
import { edit } from "../actions/editing.js";
import { openItem } from "../actions/items.js";
import { desk, lacking, ready } from "../store.js";
import { DraftFindings } from "./DraftFindings.js";
import { Diff } from "./Diff.js";
import { Gates } from "./Gates.js";
import { Head, Key } from "./Head.js";

export function DraftView() {
  const { draft, changes, since } = desk.open;
  return html`
    <${DraftHead} draft=${draft} />
    ${since && html`
      <section class="card curation-since" data-testid="since">
        <h2 id="since-title" tabindex="-1"><${Icon} name="alert" />${t("curation.since_title")}</h2>
        <p>${t("curation.since_lead")}</p>
        <${Diff} changes=${since.changes} before=${since.seen} after=${draft.content} name="since" />
      </section>`}
    <${Gates} draft=${draft} />
    ${draft.findings.length > 0 && html`<${DraftFindings} findings=${draft.findings} content=${draft.content} />`}
    <section class="card" aria-labelledby="changes-title" data-part="changes" tabindex="-1">
      <h2 id="changes-title">${t(draft.current_version ? "curation.changes" : "curation.all_new", { version: draft.current_version })}</h2>
      <${Diff} changes=${changes} after=${draft.content} name="changes" />
    </section>`;
}

function DraftHead({ draft }) {
  return html`
    <${Head} title=${draft.name}>${{
      marks: () => html`
        <span class="pill" data-testid="draft-state" data-state=${draft.state}>${t(`curation.draft_state.${draft.state}`)}</span>
        ${draft.stale && html`<span class="pill waiting-pill" data-testid="stale">${t("curation.stale")}</span>`}`,
      default: () => html`
        <p class="case-who">
          <span>${t("curation.made", { name: draft.made_by_name, date: moment(draft.changed_at) })}</span>
          <span>${t(`curation.origin.${draft.origin.split(":")[0]}`)}</span>
          <span>${draft.based_on_version ? t("curation.based_on", { version: draft.based_on_version }) : t("curation.first_version")}</span>
          <button type="button" class="link" data-testid="open-versions" onClick=${() => openItem(draft.item_id)}>${t("curation.versions")}</button>
        </p>
        ${draft.note && html`<p class="curation-note"><b>${t("curation.note")}：</b>${draft.note}</p>`}
        ${draft.closed_why && html`<p class="remark">${t("curation.closed_why", { value: draft.closed_why })}</p>`}
        ${draft.published_version && html`<p class="curation-good"><${Icon} name="check" />${t("curation.is_version", { version: draft.published_version })}</p>`}
        ${draft.state === "open" && html`<${Acts} draft=${draft} />`}`,
    }}</>`;
}
DraftHead.props = ["draft"];

function Acts({ draft }) {
  const is = ready(draft);
  return html`
    <div class="curation-publish">
      <div class="case-acts" role="group" aria-label=${t("curation.acts")}>
        <button type="button" class=${["button", { primary: is }]} data-testid="publish" aria-disabled=${String(!is)} aria-describedby="lacking"
          onClick=${() => is && ask("publish")}><${Icon} name="send" />${t("curation.publish")}</button>
        <button type="button" class="button" data-testid="edit" aria-keyshortcuts=${desk.keys ? "e" : null} onClick=${() => edit(draft)}><${Icon} name="pen" />${t(draft.stale ? "curation.rebase" : "curation.edit")}<${Key} name="e" /></button>
        <button type="button" class="button danger" data-testid="discard" onClick=${() => ask("discard")}>${t("curation.discard")}</button>
      </div>
      <p id="lacking" class=${is ? "quiet" : "curation-lacking"} data-testid="lacking" data-ready=${String(is)}>${is ? t("curation.ready") : lackingWords(draft)}</p>
    </div>`;
}
Acts.props = ["draft"];

function lackingWords(draft) {
  const { gates, rejected, findings, alone } = lacking(draft);
  const parts = [
    draft.stale && t("curation.lacks_stale", { version: draft.current_version }),
    gates.length > 0 && t("curation.lacks_gates", { name: gates.map((one) => one.name).join("、") }),
    rejected.length > 0 && t("curation.lacks_rejected", { name: rejected.map((one) => one.name).join("、") }),
    alone && t("curation.lacks_alone"),
    findings > 0 && t("curation.lacks_findings", { count: findings }),
  ];
  return t("curation.lacks", { value: parts.filter(Boolean).join("；") });
}
