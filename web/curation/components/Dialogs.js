// The dialog that is open. Every verdict is confirmed in one, with its reason; none is filled in beforehand.
import { Sheet } from "../../components/Sheet.js";
import { state } from "../../store.js";
import { t } from "../../texts.js";
import { html, nextTick, onMounted, ref } from "../../vue.js";
import { dismiss } from "../actions/asking.js";
import { dismissSheet, useKeys } from "../actions/base.js";
import { discard, publish, sign } from "../actions/drafts.js";
import { rollBack, withdraw } from "../actions/items.js";
import { desk, isAdmin } from "../store.js";

const SHOWN = {
  pass: () => {
    const { gate } = state.sheet;
    return html`<${Reasoned} title=${t("curation.pass_title", { label: gate.name })} lead=${t("curation.pass_lead")} label=${t("curation.note_optional")} free=${true}
      confirm=${t("curation.pass_confirm")} act=${(note) => sign(gate.gate, "passed", note)} testid="pass-dialog" />`;
  },
  reject: () => {
    const { gate } = state.sheet;
    return html`<${Reasoned} title=${t("curation.reject_title", { label: gate.name })} lead=${t("curation.reject_lead")} label=${t("curation.reject_note")}
      confirm=${t("curation.reject_confirm")} act=${(note) => sign(gate.gate, "rejected", note)} testid="reject-dialog" />`;
  },
  publish: () => html`
    <${Sheet} title=${t("curation.publish_title", { name: desk.open.draft.name })} testid="publish-dialog">${{
      default: () => html`<p>${t("curation.publish_lead")}</p><${Problem} />`,
      foot: () => html`<${Buttons} confirm=${t("curation.publish_confirm")} act=${publish} />`,
    }}</>`,
  discard: () => html`<${Reasoned} title=${t("curation.discard_title")} lead=${t("curation.discard_lead")} label=${t("curation.reason")}
    confirm=${t("curation.discard_confirm")} act=${discard} testid="discard-dialog" />`,
  dismiss: () => html`<${Reasoned} title=${t("curation.dismiss_title")} lead=${t("curation.dismiss_lead")} label=${t("curation.reason")}
    confirm=${t("curation.dismiss_confirm")} act=${dismiss} testid="dismiss-dialog" />`,
  withdraw: () => html`<${Reasoned} title=${t("curation.withdraw_title")} lead=${t("curation.withdraw_lead")} label=${t("curation.withdraw_reason")}
    confirm=${t("curation.withdraw_next")} sure=${t("curation.withdraw_sure")} again=${t("curation.withdraw_confirm")} act=${withdraw} testid="withdraw-dialog" />`,
  "roll-back": () => html`<${RollBack} />`,
  help: () => html`<${Help} />`,
};

export function Dialogs() {
  const Shown = SHOWN[state.sheet.kind];
  return Shown ? html`<${Shown} key=${state.sheet.kind} />` : null;
}

/** Title, text, one reason and the two buttons. `free`: the reason may be left out; `sure`: asked once more before it is done. */
const Reasoned = {
  props: ["title", "lead", "label", "confirm", "act", "testid", "free", "sure", "again"],
  setup(props, { slots }) {
    const reason = ref("");
    const asking = ref(false);
    onMounted(() => document.getElementById("reason")?.focus());
    async function send() {
      desk.problem = "";
      if (!props.free && !reason.value.trim()) {
        desk.problem = t("curation.reason_needed");
        document.getElementById("reason")?.focus();
      } else if (props.sure && !asking.value) {
        asking.value = true;
        await nextTick();
        document.getElementById("sure")?.focus();
      } else await props.act(reason.value.trim());
    }
    const keys = (event) => {
      if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.repeat) return;
      event.preventDefault();
      send();
    };
    return () => html`
      <${Sheet} title=${props.title} testid=${props.testid}>${{
        default: () => html`
          <p>${props.lead}</p>
          ${slots.default?.()}
          <div class="desk-input"><label for="reason">${props.label}</label>
            <textarea id="reason" rows="3" maxlength="2000" data-testid="reason" aria-invalid=${String(Boolean(desk.problem))} aria-describedby="reason-problem"
              readonly=${asking.value} onKeydown=${keys} value=${reason.value} onInput=${(event) => (reason.value = event.target.value)} /></div>
          ${asking.value && html`<p id="sure" class="remark" role="alert" tabindex="-1" data-testid="sure">${props.sure}</p>`}
          <${Problem} />`,
        foot: () => html`<${Buttons} confirm=${asking.value ? props.again : props.confirm} act=${send} />`,
      }}</>`;
  },
};

const RollBack = {
  setup() {
    const { version } = state.sheet;
    const emergency = ref(false);
    return () => html`
      <${Reasoned} title=${t("curation.roll_back_title", { version })} lead=${t("curation.roll_back_lead", { version })} label=${t("curation.reason")}
        confirm=${t(emergency.value ? "curation.roll_back_now" : "curation.roll_back_confirm")} act=${(why) => rollBack(version, why, emergency.value)} testid="roll-back-dialog">
        ${() => isAdmin() && html`<label class="queue-check"><input type="checkbox" data-testid="emergency" checked=${emergency.value} onChange=${(event) => (emergency.value = event.target.checked)} />${t("curation.emergency")}</label>`}</>`;
  },
};

const KEYS = { j: "j", k: "k", open: "Enter", lists: "1 2 3", find: "n", edit: "e", gates: "g", changes: "d", help: "?", send: "Ctrl+Enter", esc: "Esc" };

function Help() {
  return html`<${Sheet} title=${t("curation.help_title")} testid="help-dialog">${() => html`
    <p>${t("curation.help_lead")}</p>
    <label class="queue-check"><input type="checkbox" data-testid="keys-on" checked=${desk.keys} onChange=${(event) => useKeys(event.target.checked)} />${t("curation.keys_on")}</label>
    <dl class="desk-keys">${Object.entries(KEYS).map(([name, key]) => html`<div key=${name}><dt><kbd>${key}</kbd></dt><dd>${t(`curation.key.${name}`)}</dd></div>`)}</dl>`}</>`;
}

function Problem() {
  return html`
    <p id="reason-problem" class="problem" role="alert" data-testid="dialog-problem">${desk.problem}</p>
    <p class="quiet" role="status">${desk.busy ? t("curation.busy") : ""}</p>`;
}

function Buttons({ confirm, act }) {
  return html`
    <div class="desk-buttons">
      <button type="button" class="button" data-testid="cancel" onClick=${dismissSheet}>${t("curation.cancel")}</button>
      <button type="button" class="button primary" data-testid="confirm" aria-disabled=${String(desk.busy)} onClick=${act}>${confirm}</button>
    </div>`;
}
Buttons.props = ["confirm", "act"];
