// Composes the one-time notice: findings chosen and reworded, own ones added with their clause.
import { NoticeText } from "../../components/NoticeSheet.js";
import { Sheet } from "../../components/Sheet.js";
import { state } from "../../store.js";
import { t } from "../../texts.js";
import { html, ref, watch } from "../../vue.js";
import { decide, previewed } from "../actions.js";
import { desk } from "../store.js";
import { Buttons, confirming, Problem } from "./DialogParts.js";

export const ReturnDialog = {
  setup() {
    const second = Boolean(state.sheet.second);
    const rows = ref(desk.case.findings.map(({ key, verdict, finding }) => ({ key, chosen: verdict === "upheld", own: false, finding: { ...finding } })));
    const note = ref("");
    const seen = ref(null); // the notice as it would be sent, until something is changed
    watch([rows, note], () => (seen.value = null), { deep: true });
    const add = () => rows.value.push({ key: `own ${rows.value.length}`, chosen: true, own: true, finding: blank() });
    const remove = (row) => (rows.value = rows.value.filter((one) => one !== row));
    const findings = () => rows.value.filter((row) => row.chosen && row.finding.message.trim()).map((row) => row.finding);
    const preview = async () => (seen.value = await previewed(findings(), note.value));
    function send() {
      const chosen = findings();
      if (!chosen.length && !note.value.trim()) desk.problem = t("desk.return_none");
      else if (second && !note.value.trim()) desk.problem = t("desk.reason_needed");
      else decide("return", note.value, chosen, second);
    }
    return () => html`<${Sheet} title=${t(second ? "desk.second_return" : "desk.return_title")} testid="return-dialog" wide=${true}>${{
      default: () => html`
        <p>${t("desk.return_lead")}</p>
        <ol class="notice-rows">${rows.value.map((row, at) => html`<${Row} key=${row.key} row=${row} at=${at} remove=${remove} />`)}</ol>
        <button type="button" class="button small" data-testid="own-add" onClick=${add}>${t("desk.own")}</button>
        <div class="desk-input"><label for="note">${t("desk.note")}</label>
          <textarea id="note" rows="3" maxlength="2000" data-testid="note" onKeydown=${confirming(send)} value=${note.value} onInput=${(event) => (note.value = event.target.value)} /></div>
        <button type="button" class="button small" data-testid="preview" onClick=${preview}>${t("desk.preview")}</button>
        ${seen.value && html`<div class="card notice-preview" data-testid="notice-preview" role="status"><${NoticeText} notice=${seen.value} /></div>`}
        <${Problem} />`,
      foot: () => html`<${Buttons} confirm=${t(second ? "desk.confirm_second" : "desk.confirm_return")} act=${send} />`,
    }}</>`;
  },
};

function blank() {
  return { code: "field_invalid", severity: "must_fix", message: "", clause: t("desk.own_clause"), field: null, material_id: null };
}

function Row({ row, at, remove }) {
  const { finding } = row;
  return html`
    <li class=${["notice-row", { chosen: row.chosen }]} data-testid="notice-row">
      ${row.own
        ? html`<${About} finding=${finding} at=${at} /><button type="button" class="link" onClick=${() => remove(row)}>${t("desk.own_remove")}</button>`
        : html`<label class="queue-check"><input type="checkbox" data-testid="notice-choose" checked=${row.chosen} onChange=${(event) => (row.chosen = event.target.checked)} />${t(`precheck.${finding.severity}`)}</label>`}
      <div class="desk-input"><label for=${`message-${at}`}>${t("desk.notice_message")}</label>
        <textarea id=${`message-${at}`} rows="2" maxlength="1000" data-testid="notice-message" value=${finding.message} onInput=${(event) => (finding.message = event.target.value)} /></div>
      <div class="desk-input"><label for=${`clause-${at}`}>${t("desk.notice_clause")}</label>
        <input id=${`clause-${at}`} maxlength="300" data-testid="notice-clause" value=${finding.clause} onInput=${(event) => (finding.clause = event.target.value)} /></div>
    </li>`;
}
Row.props = ["row", "at", "remove"];

/** Which field or material the reviewer's own point is about: only that is asked again. */
function About({ finding, at }) {
  const fields = desk.case.fields.map((one) => [`field ${one.name}`, one.label]);
  const materials = desk.case.application.materials.map((one) => [`material ${one.material_id}`, one.name]);
  function choose(event) {
    const [kind, name] = event.target.value.split(" ");
    finding.field = kind === "field" ? name : null;
    finding.material_id = kind === "material" ? name : null;
    finding.code = kind === "material" ? "wrong_document" : "field_invalid";
  }
  const now = finding.field ? `field ${finding.field}` : finding.material_id ? `material ${finding.material_id}` : "";
  return html`
    <div class="desk-input"><label for=${`about-${at}`}>${t("desk.own_about")}</label>
      <select id=${`about-${at}`} data-testid="own-about" value=${now} onChange=${choose}>
        ${[["", t("desk.own_nothing")], ...fields, ...materials].map(([value, label]) => html`<option key=${value} value=${value}>${label}</option>`)}
      </select></div>`;
}
About.props = ["finding", "at"];
