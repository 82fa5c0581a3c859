// The dialog that is open. Every decision is confirmed in one, with its reason; none is filled in beforehand.
import { Sheet } from "../../components/Sheet.js";
import { state } from "../../store.js";
import { t } from "../../texts.js";
import { html, onMounted, ref } from "../../vue.js";
import { answerSecond, ask, decide, finish, judge, useKeys } from "../actions.js";
import { desk } from "../store.js";
import { Buttons, confirming, Problem } from "./DialogParts.js";
import { ReturnDialog } from "./ReturnDialog.js";

const LARGEST_FILE = 20 * 1024 * 1024;

export function Dialogs() {
  const Shown = { accept: Accept, return: ReturnDialog, second: Second, answer: Answer, override: Override, finish: Finish, help: Help }[state.sheet.kind];
  return Shown ? html`<${Shown} key=${state.sheet.kind} />` : null;
}

/** Title, text, one reason and the two buttons: what most decisions need. */
const Reasoned = {
  props: ["title", "lead", "confirm", "act", "testid"],
  setup(props, { slots }) {
    const reason = ref("");
    onMounted(() => state.sheet?.keyed && document.getElementById("reason")?.focus());
    function send() {
      if (!reason.value.trim()) {
        desk.problem = t("desk.reason_needed");
        document.getElementById("reason")?.focus();
      } else props.act(reason.value);
    }
    return () => html`
      <${Sheet} title=${props.title} testid=${props.testid}>${{
        default: () => html`
          ${props.lead && html`<p>${props.lead}</p>`}
          ${slots.default?.()}
          <div class="desk-input"><label for="reason">${t("desk.reason")}</label>
            <textarea id="reason" rows="3" maxlength="2000" data-testid="reason" aria-invalid=${String(Boolean(desk.problem))} aria-describedby="reason-problem"
              onKeydown=${confirming(send)} value=${reason.value} onInput=${(event) => (reason.value = event.target.value)} /></div>
          <${Problem} />`,
        foot: () => html`<${Buttons} confirm=${props.confirm} act=${send} />`,
      }}</>`;
  },
};

function Accept() {
  const second = Boolean(state.sheet.second);
  const open = desk.case.findings.filter((one) => !one.verdict).length;
  return html`<${Reasoned} title=${t(second ? "desk.second_accept" : "desk.accept_title")} lead=${t(second ? "desk.second_lead" : "desk.accept_lead")} testid="accept-dialog"
    confirm=${t(second ? "desk.confirm_second" : "desk.confirm_accept")} act=${(reason) => decide("accept", reason, [], second)}>
    ${() => open > 0 && html`<p class="remark" data-testid="unjudged">${t("desk.unjudged", { count: open })}</p>`}</>`;
}

function Second() {
  return html`<${Sheet} title=${t("desk.second_title")} testid="second-dialog">${() => html`
    <p>${t("desk.second_lead")}</p>
    <div class="desk-choices">
      <button type="button" class="button wide" data-testid="second-accept" onClick=${(event) => ask("accept", { second: true }, event)}>${t("desk.second_accept")}</button>
      <button type="button" class="button wide" data-testid="second-return" onClick=${(event) => ask("return", { second: true }, event)}>${t("desk.second_return")}</button>
    </div>`}</>`;
}

function Answer() {
  const { agree } = state.sheet;
  return html`<${Reasoned} title=${t(agree ? "desk.answer_agree" : "desk.answer_disagree")} testid="answer-dialog"
    confirm=${t(agree ? "desk.confirm_agree" : "desk.confirm_disagree")} act=${(reason) => answerSecond(agree, reason)} />`;
}

function Override() {
  const { judged } = state.sheet;
  return html`<${Reasoned} title=${t("desk.override_title")} lead=${judged.finding.message} testid="override-dialog"
    confirm=${t("desk.confirm_override")} act=${(reason) => judge(judged.key, "overridden", reason)} />`;
}

/** What is still to be said of a result, as a sentence; the server checks again. */
function lackingIn({ title, by, carrier, tracking_number: number, file }) {
  if (!title.trim()) return t("desk.finish_name_needed");
  if (by === "post" && !(carrier.trim() && number.trim())) return t("desk.finish_post_needed");
  if (by === "download" && !file) return t("desk.finish_file_needed");
  return file && file.size > LARGEST_FILE ? t("desk.finish_file_large") : "";
}

const Finish = {
  setup() {
    const given = ref({ title: "", by: "collect", note: "", carrier: "", tracking_number: "", file: null });
    const input = (name, label) => html`
      <div class="desk-input"><label for=${name}>${label}</label>
        <input id=${name} data-testid=${`finish-${name}`} maxlength="80" value=${given.value[name]} onInput=${(event) => (given.value[name] = event.target.value)} /></div>`;
    function send() {
      const lacking = lackingIn(given.value);
      if (lacking) desk.problem = lacking;
      else finish(given.value);
    }
    return () => html`<${Sheet} title=${t("desk.finish_title")} testid="finish-dialog">${{
      default: () => html`
        ${input("title", t("desk.finish_name"))}
        <fieldset class="desk-input"><legend>${t("desk.finish_by")}</legend>
          <div class="choices">${["collect", "post", "download"].map((by) => html`
            <label class="choice" key=${by}><input type="radio" name="by" value=${by} checked=${given.value.by === by} onChange=${() => (given.value.by = by)} />${t(`desk.finish_${by}`)}</label>`)}</div>
        </fieldset>
        ${given.value.by === "post" && [input("carrier", t("desk.finish_carrier")), input("tracking_number", t("desk.finish_tracking"))]}
        ${given.value.by === "download" && html`
          <div class="desk-input"><label for="file">${t("desk.finish_file")}</label>
            <input id="file" type="file" accept=".pdf,.ofd,.jpg,.jpeg,.png" data-testid="finish-file" onChange=${(event) => (given.value.file = event.target.files[0] ?? null)} /></div>`}
        ${input("note", t("desk.note"))}
        <${Problem} />`,
      foot: () => html`<${Buttons} confirm=${t("desk.confirm_finish")} act=${send} />`,
    }}</>`;
  },
};

function Help() {
  const keys = { j: "j", k: "k", f: "f", a: "a", r: "r", e: "e", help: "?", send: "Ctrl+Enter", esc: "Esc" };
  return html`<${Sheet} title=${t("desk.help_title")} testid="help-dialog">${() => html`
    <p>${t("desk.help_lead")}</p>
    <label class="queue-check"><input type="checkbox" data-testid="keys-on" checked=${desk.keys} onChange=${(event) => useKeys(event.target.checked)} />${t("desk.keys_on")}</label>
    <dl class="desk-keys">${Object.entries(keys).map(([name, key]) => html`<div key=${name}><dt><kbd>${key}</kbd></dt><dd>${t(`desk.key.${name}`)}</dd></div>`)}</dl>`}</>`;
}
