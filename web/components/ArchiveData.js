// 我的数据: pictures, recorded calls, how long each kind is kept, taking everything along.
import { html } from "../vue.js";
import { done, exportAddress, removePicture } from "../actions/archive.js";
import { day } from "../format.js";
import { t } from "../texts.js";
import { ArchiveErase } from "./ArchiveErase.js";
import { ArchivePart } from "./ArchivePart.js";
import { ArchiveRecordings } from "./ArchiveRecordings.js";
import { AskTwice } from "./AskTwice.js";
import { Icon } from "./Icon.js";

const YEAR = 365;
const spanOf = (days) => (days % YEAR ? t("archive.days", { count: days }) : t("archive.years", { count: days / YEAR }));

export function ArchiveData({ profile, recordings, onChanged }) {
  return html`
    <${ArchivePart} part="data">${() => html`
      <${Pictures} pictures=${profile.pictures} onChanged=${onChanged} />
      <${ArchiveRecordings} recordings=${recordings} onChanged=${onChanged} />
      <${Terms} profile=${profile} />
      <div class="card archive-export">
        <div><h4>${t("archive.export")}</h4><p class="quiet">${t("archive.export_what")}</p></div>
        <a class="button" href=${exportAddress} download="my-archive.json" data-testid="archive-export"><${Icon} name="download" />${t("archive.export_go")}</a>
      </div>
      <${ArchiveErase} leaving=${profile.leaving} onChanged=${onChanged} />`}</>`;
}
ArchiveData.props = ["profile", "recordings", "onChanged"];

function Pictures({ pictures, onChanged }) {
  return html`
    <div class="card archive-group">
      <h4 id="archive-pictures">${t("archive.pictures")}</h4>
      ${!pictures.length && html`<p class="quiet">${t("archive.nothing.pictures")}</p>`}
      ${pictures.length > 0 && html`<ul aria-labelledby="archive-pictures">${pictures.map((one) => html`<${Picture} key=${one.document_id} one=${one} onChanged=${onChanged} />`)}</ul>`}
    </div>`;
}
Pictures.props = ["pictures", "onChanged"];

function Picture({ one, onChanged }) {
  const label = one.label || one.filename;
  const remove = async () => {
    if (await done(() => removePicture(one.document_id))) await onChanged(t("archive.removed", { label }), "data");
  };
  return html`
    <li class="fact" data-testid="picture">
      <div class="fact-what"><span class="fact-value">${label}</span></div>
      <p class="fact-from"><span>${t("archive.sent_on", { date: day(one.kept_at) })}</span>
        <span>${one.kept_until ? t("archive.until", { date: day(one.kept_until) }) : one.item_name ? t("archive.with_case", { name: one.item_name }) : t("archive.with_grant")}</span></p>
      ${one.kept_until && html`<div class="fact-acts"><${AskTwice} testid="picture-delete" label=${t("archive.delete")} name=${t("archive.delete_named", { label })}
        question=${t("archive.delete_ask", { label })} yes=${t("archive.delete_yes")} no=${t("archive.delete_no")} onYes=${remove} /></div>`}
    </li>`;
}
Picture.props = ["one", "onChanged"];

/** What goes by itself, and when; and what stays until one deletes it, or for good. */
function Terms({ profile }) {
  const { retention, conversations, drafts, cases } = profile;
  const rows = [
    ["own_fact", t("archive.term.own_fact", { count: spanOf(retention.own_fact) })],
    ["register", t("archive.term.register")],
    ["certificate", t("archive.term.certificate", { count: spanOf(retention.certificate) })],
    ["picture", t("archive.term.picture", { count: spanOf(retention.picture) })],
    ["conversation", t("archive.term.conversation", { count: spanOf(retention.conversation), number: conversations })],
    ["recording", t("archive.term.recording", { count: spanOf(retention.recording) })],
    ["draft", t("archive.term.draft", { number: drafts })],
    ["case", t("archive.term.case", { number: cases })],
  ];
  return html`
    <div class="card archive-group">
      <h4>${t("archive.terms")}</h4>
      <dl class="archive-terms">${rows.map(([name, text]) => html`<div key=${name}><dt>${t(`archive.kind.${name}`)}</dt><dd>${text}</dd></div>`)}</dl>
    </div>`;
}
Terms.props = ["profile"];
