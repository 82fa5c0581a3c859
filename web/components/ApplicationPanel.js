// One application beside the conversation: what is known, from where, what is lacking, and the way to the receipt.
import { html } from "../vue.js";
import { goTo, listApplications, refresh } from "../actions/application.js";
import { openReview } from "../actions/submission.js";
import { editable, mayDo, state, unconfirmed } from "../store.js";
import { t } from "../texts.js";
import { ActingBanner } from "./ActingBanner.js";
import { ArchiveOffer } from "./ArchiveOffer.js";
import { BundleParts } from "./BundleParts.js";
import { ConfirmBar } from "./ConfirmBar.js";
import { Contents } from "./Contents.js";
import { Correction } from "./Correction.js";
import { ErrorSummary } from "./ErrorSummary.js";
import { ElderForm } from "./ElderForm.js";
import { GiveUp } from "./GiveUp.js";
import { PrecheckCard } from "./PrecheckCard.js";
import { Papers } from "./Papers.js";
import { RatingCard } from "./RatingCard.js";
import { ReceiptCard } from "./ReceiptCard.js";
import { Steps } from "./Steps.js";
import { UndoBar } from "./UndoBar.js";

export function ApplicationPanel() {
  const application = state.application;
  const stepwise = editable.value && state.elder && !state.whole; // there the step before is the way back
  return html`
    <section class="panel" aria-label=${t("landmark.form")} data-testid="application" data-state=${application.state} tabindex="0">
      ${!stepwise && html`<${UndoBar} />`}
      <header class="panel-head">
        <h2>${application.item_name}</h2>
        <span class=${["pill", `state-${application.state}`]} data-testid="application-state">${t(`state.${application.state}`)}</span>
      </header>
      <${ErrorSummary} />
      <${ActingBanner} application=${application} />
      ${application.bundle_id && html`<${BundleParts} bundle=${application} />`}
      ${application.receipt && !editable.value && html`<${ReceiptCard} application=${application} />`}
      ${application.receipt && !editable.value && !application.bundle_id && !application.acting && html`<${ArchiveOffer} key=${application.application_id} applicationId=${application.application_id} />`}
      ${state.pending && !application.receipt && html`<p class="remark" role="status">${t("review.pending")}</p>`}
      ${editable.value && state.elder && html`<${Pace} />`}
      ${stepwise ? html`<${ElderForm} key=${application.application_id} />` : html`<${Whole} application=${application} />`}
    </section>`;
}

/** 长辈版 goes step by step, or shows it all: one tap between the two. */
function Pace() {
  return state.whole && html`<button type="button" class="link" data-testid="elder-steps" onClick=${() => (state.whole = false)}>${t("elder.steps")}</button>`;
}

function Whole({ application }) {
  return html`
      ${editable.value && html`<${Steps} />`}
      ${application.state === "returned" && html`<${Correction} application=${application} />`}
      ${nextShown() && (application.next.kind !== "confirm" || !unconfirmed.value.length) && html`<${NextStep} next=${application.next} />`}
      ${editable.value && html`<${ConfirmBar} />`}
      <${Contents} />
      ${editable.value && html`<${PrecheckCard} />`}
      ${editable.value && mayDo(application, "submit") && html`
        <div class="panel-foot">
          <button type="button" class="button primary wide" data-testid="review" onClick=${openReview}>${t("review.open")}</button>
        </div>`}
      ${!application.bundle_id && html`<${Papers} application=${application} />`}
      ${application.receipt && html`<${RatingCard} key=${application.application_id} application=${application} />`}
      <${GiveUp} key=${application.state} application=${application} onDone=${afterwards} />`;
}
Whole.props = ["application"];

// A draft that was deleted has left the screen; what was taken back is shown as it is now.
async function afterwards() {
  await Promise.all([refresh(), listApplications()]);
}

// In a correction round the list of what was returned says what is next.
const nextShown = () => editable.value && state.application.next && !(state.application.state === "returned" && state.application.findings.length);

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
