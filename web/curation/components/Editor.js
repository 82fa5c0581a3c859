// Writing a guide part by part; the whole is checked, and what it changes is shown, before a draft is made of it.
import { Icon } from "../../components/Icon.js";
import { t } from "../../texts.js";
import { html } from "../../vue.js";
import { focusOn } from "../actions/base.js";
import { check, choosePart, leave, save } from "../actions/editing.js";
import { desk } from "../store.js";
import { partOf, wordFor } from "../places.js";
import { Diff } from "./Diff.js";
import { FindingList } from "./DraftFindings.js";
import { Head, Refused } from "./Head.js";

export function Editor() {
  const { open } = desk;
  const { content, part, checked } = open;
  const faulty = new Set(checked?.findings.map((one) => partOf(one.place)));
  return html`
    <${Head} title=${t(open.draft ? "curation.editing" : "curation.writing", { name: open.name })}>${{
      default: () => html`<p class="quiet">${t(open.draft?.stale ? "curation.rebase_lead" : "curation.editor_lead", { version: open.draft?.current_version })}</p>`,
    }}</>
    <section class="card editor" aria-labelledby="editor-title" data-testid="editor">
      <h2 id="editor-title" class="visually-hidden">${t("curation.editor")}</h2>
      <div class="desk-input"><label for="editor-part">${t("curation.part")}</label>
        <select id="editor-part" data-testid="editor-part" onChange=${(event) => choosePart(event.target.value)}>
          ${Object.keys(content).map((one) => html`<option key=${one} value=${one} selected=${one === part}>${wordFor(one)}${faulty.has(one) ? t("curation.part_faulty") : ""}</option>`)}
        </select></div>
      <div class="desk-input"><label for="editor-text">${t("curation.editor_text", { name: wordFor(part) })}</label>
        <textarea id="editor-text" class="editor-text" rows="16" spellcheck="false" autocapitalize="off" data-testid="editor-text" aria-invalid=${String(Boolean(open.wrong))} aria-describedby="editor-wrong"
          value=${open.text} onInput=${(event) => (open.text = event.target.value)} />
        <p id="editor-wrong" class="problem" role="alert" data-testid="editor-wrong">${open.wrong}</p></div>
      ${!open.ticketId && html`
        <div class="desk-input"><label for="editor-note">${t("curation.note_label")}</label>
          <textarea id="editor-note" rows="2" maxlength="2000" data-testid="editor-note" value=${open.note} onInput=${(event) => (open.note = event.target.value)} /></div>`}
      <${Refused} />
      <div class="case-acts">
        <button type="button" class="button" data-testid="editor-check" onClick=${check}><${Icon} name="eye" />${t("curation.check")}</button>
        <button type="button" class="button primary" data-testid="editor-save" aria-disabled=${String(desk.busy)} onClick=${save}>${t(open.draft ? "curation.save" : "curation.make_draft")}</button>
        <button type="button" class="button" data-testid="editor-leave" onClick=${leave}>${t("curation.cancel")}</button>
      </div>
    </section>
    ${checked && html`<${Checked} checked=${checked} content=${content} />`}`;
}

function Checked({ checked, content }) {
  const goTo = (place) => (partOf(place) in content ? choosePart(partOf(place)) : focusOn("#editor-part"));
  return html`
    <section class="card" aria-labelledby="checked-title" data-testid="checked" data-findings=${checked.findings.length}>
      <h2 id="checked-title" tabindex="-1">${checked.findings.length ? t("curation.findings", { count: checked.findings.length }) : t("curation.sound")}</h2>
      ${checked.findings.length > 0 && html`<${FindingList} findings=${checked.findings} content=${content} goTo=${goTo} />`}
      <h3>${t("curation.changes_so_far")}</h3>
      <${Diff} changes=${checked.changes} after=${content} name="checked" />
    </section>`;
}
Checked.props = ["checked", "content"];
