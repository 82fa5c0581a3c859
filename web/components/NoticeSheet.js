// 一次性告知书: everything to be mended, by material and field, to read, to print or to keep as PDF.
import { html } from "../vue.js";
import { paperAddress } from "../api.js";
import { state } from "../store.js";
import { t } from "../texts.js";
import { Icon } from "./Icon.js";
import { Sheet } from "./Sheet.js";

export function NoticeSheet() {
  const { notice } = state.sheet;
  return html`<${Sheet} title=${t("papers.notice_title")} testid="notice-sheet">${{
    default: () => html`
      <${NoticeText} notice=${notice} />`,
    foot: () => html`
      <button type="button" class="button" data-testid="print-notice" onClick=${() => window.print()}><${Icon} name="printer" />${t("papers.print")}</button>
      <a class="button" target="_blank" rel="noopener" data-testid="notice-pdf" href=${paperAddress(notice.application_id, "notice")}>
        ${t("papers.notice")}<span class="visually-hidden">${t("papers.new_tab")}</span></a>`,
  }}</>`;
}

/** The notice itself, as the person reads it and as the reviewer looks at it before sending. */
export function NoticeText({ notice }) {
  return html`
    <article class="one-time-notice">
      <p>${notice.item_name}<br />${t("papers.notice_for", { name: notice.applicant, date: notice.made_on })}</p>
      ${notice.note && html`<p><b>${t("papers.notice_note")}</b>${notice.note}</p>`}
      ${!notice.groups.length && !notice.note && html`<p>${t("papers.notice_nothing")}</p>`}
      ${notice.groups.map((group) => html`<${Group} key=${group.name} group=${group} />`)}
      ${[...notice.where, notice.until, notice.ask].map((text) => html`<p key=${text}>${text}</p>`)}
      <p class="quiet">${t("papers.notice_no_promise")}</p>
    </article>`;
}
NoticeText.props = ["notice"];

function Group({ group }) {
  return html`
    <section>
      <h3>${group.name}</h3>
      <ol class="findings">${group.lines.map((line, at) => html`
        <li key=${at} class=${["finding", line.severity]}>
          <div>
            <p><b class="severity">${t(`precheck.${line.severity}`)}</b>${line.message}</p>
            ${line.clause && html`<p class="quiet">${t("precheck.clause", { clause: line.clause })}</p>`}
          </div>
        </li>`)}</ol>
    </section>`;
}
Group.props = ["group"];
