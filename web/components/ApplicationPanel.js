// One application beside the conversation: what is known, from where, what is lacking, and the way to the receipt.
import { html, nextTick, ref } from "../vue.js";
import { goTo, withdraw } from "../actions/application.js";
import { openReview } from "../actions/submission.js";
import { editable, questions, sections, state, steps, unconfirmed } from "../store.js";
import { t } from "../texts.js";
import { BundleParts } from "./BundleParts.js";
import { ConfirmBar } from "./ConfirmBar.js";
import { FieldRow } from "./FieldRow.js";
import { Icon } from "./Icon.js";
import { Materials } from "./Materials.js";
import { PrecheckCard } from "./PrecheckCard.js";
import { Papers } from "./Papers.js";
import { RatingCard } from "./RatingCard.js";
import { ReceiptCard } from "./ReceiptCard.js";
import { SituationQuestion } from "./SituationQuestion.js";

export function ApplicationPanel() {
  const application = state.application;
  return html`
    <section class="panel" aria-label=${t("landmark.form")} data-testid="application" data-state=${application.state} tabindex="0">
      <header class="panel-head">
        <h2>${application.item_name}</h2>
        <span class=${["pill", `state-${application.state}`]} data-testid="application-state">${t(`state.${application.state}`)}</span>
      </header>
      ${application.bundle_id && html`<${BundleParts} bundle=${application} />`}
      ${application.receipt && html`<${ReceiptCard} application=${application} />`}
      ${state.pending && !application.receipt && html`<p class="remark" role="status">${t("review.pending")}</p>`}
      ${editable.value && html`<${Steps} />`}
      ${editable.value && application.next && (application.next.kind !== "confirm" || !unconfirmed.value.length) && html`<${NextStep} next=${application.next} />`}
      ${editable.value && html`<${ConfirmBar} />`}
      ${questions.value.length > 0 && html`
        <section class="card" aria-labelledby="situation-title">
          <h3 id="situation-title">${t("form.situation_title")}</h3>
          ${questions.value.map((question) => html`<${SituationQuestion} key=${question.id} question=${question} />`)}
        </section>`}
      ${sections.value.map(({ title, fields }) => html`
        <section class="card" key=${title}>
          <h3>${title || t("form.no_section")}</h3>
          <dl class="fields">${fields.map((field) => html`<${FieldRow} key=${field.name} field=${field} />`)}</dl>
        </section>`)}
      <${Materials} />
      ${editable.value && html`<${PrecheckCard} />`}
      ${editable.value && html`
        <div class="panel-foot">
          <button type="button" class="button primary wide" data-testid="review" onClick=${openReview}>${t("review.open")}</button>
        </div>`}
      ${!application.bundle_id && html`<${Papers} application=${application} />`}
      ${application.receipt && html`<${RatingCard} key=${application.application_id} application=${application} />`}
      ${["submitted", "draft", "ready", "returned"].includes(application.state) && html`<${Withdraw} />`}
    </section>`;
}

function Steps() {
  const now = steps.value.find((step) => !step.done)?.name;
  return html`
    <ol class="steps" aria-label=${t("form.progress")}>
      ${steps.value.map((step, at) => html`
        <li key=${step.name} class=${{ done: step.done, now: step.name === now }} aria-current=${step.name === now ? "step" : null}>
          <span class="step-mark" aria-hidden="true">${step.done ? html`<${Icon} name="check" />` : at + 1}</span>
          <span>${t(`form.steps.${step.name}`)}</span>
          ${step.done && html`<span class="visually-hidden">${t("form.step_done")}</span>`}
        </li>`)}
    </ol>`;
}

const PLACES = { situation: "question", field: "field", document: "material" };

function NextStep({ next }) {
  const go = () => (["submit", "confirm"].includes(next.kind) ? openReview() : goTo(PLACES[next.kind] ?? "part", PLACES[next.kind] ? next.name : next.kind));
  return html`
    <div class="next" data-testid="next-step">
      <p><b>${t("form.next")}</b>${next.prompt}</p>
      <button type="button" class="button small" onClick=${go}>${t("form.go")}</button>
    </div>`;
}
NextStep.props = ["next"];

const Withdraw = {
  setup() {
    const asking = ref(false);
    const place = ref(null);
    // the button pressed goes away: the focus follows to what takes its place
    async function ask(yes) {
      asking.value = yes;
      await nextTick();
      place.value.querySelector("button:last-of-type").focus();
    }
    const act = () => {
      asking.value = false;
      withdraw();
    };
    return () => asking.value
      ? html`<div class="withdraw" ref=${place} role="group" aria-label=${t("form.withdraw")}>
          <p>${t("form.withdraw_ask")}</p>
          <button type="button" class="button danger" data-testid="withdraw-yes" onClick=${act}>${t("form.withdraw_yes")}</button>
          <button type="button" class="button" onClick=${() => ask(false)}>${t("form.withdraw_no")}</button>
        </div>`
      : html`<div class="withdraw" ref=${place}><button type="button" class="link" data-testid="withdraw" onClick=${() => ask(true)}>${t("form.withdraw")}</button></div>`;
  },
};
