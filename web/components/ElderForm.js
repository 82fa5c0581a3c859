// 长辈版's form: one question, one value or one paper at a time, with two big buttons; the whole form stays one tap away.
import { html, nextTick, ref, watch } from "../vue.js";
import { answersKept, confirm, saveField } from "../actions/application.js";
import { openReview } from "../actions/submission.js";
import { read, stop } from "../actions/voice.js";
import { elderStep, elderSteps } from "../elder.js";
import { fields, inConflict, state } from "../store.js";
import { t } from "../texts.js";
import { ElderStep, wordsOf } from "./ElderStep.js";
import { Icon } from "./Icon.js";
import { SpeakButton } from "./SpeakButton.js";

export const ElderForm = {
  setup() {
    const problem = ref("");
    const heading = () => document.querySelector(".elder-form [data-step-title]");
    const here = () => elderSteps.value[elderStep.value];
    watch(() => here()?.id, (id) => {
      problem.value = "";
      state.step = id ?? ""; // an answer does not take its own question from the screen
    }, { immediate: true });

    async function show(id) {
      state.step = id;
      await nextTick();
      heading()?.focus();
      if (state.manner.read_aloud) read("step", spoken());
      else stop();
    }
    const spoken = () => `${place()}。${wordsOf(here())}`;
    const place = () => t("elder.step", { number: elderStep.value + 1, count: elderSteps.value.length });
    const back = () => show(elderSteps.value[elderStep.value - 1].id);

    async function next() {
      const step = here();
      problem.value = await settled(step);
      const following = elderSteps.value[elderStep.value + 1];
      if (!problem.value && following) await show(following.id);
    }

    return () => {
      const step = here();
      if (!step) return null;
      const last = elderStep.value === elderSteps.value.length - 1;
      const sending = step.id === "part:submit";
      return html`
        <div class="elder-form" data-testid="elder-form" data-step=${step.id}>
          <div class="elder-place">
            <p data-testid="elder-place">${place()}</p>
            <${SpeakButton} of="step" text=${spoken()} />
          </div>
          <progress max=${elderSteps.value.length} value=${elderStep.value + 1} aria-label=${place()} />
          <${ElderStep} key=${step.id} step=${step} />
          <div role="alert">${problem.value && html`<p class="problem" data-testid="elder-problem"><${Icon} name="alert" />${problem.value}</p>`}</div>
          <div class="elder-buttons">
            <button type="button" class="button elder-back" data-testid="elder-back" disabled=${elderStep.value === 0} onClick=${back}>${t("elder.back")}</button>
            ${sending
              ? html`<button type="button" class="button primary elder-next" data-testid="review" onClick=${openReview}>${t("elder.review")}</button>`
              : !last && html`<button type="button" class="button primary elder-next" data-testid="elder-next" onClick=${next}>${t(`elder.go.${labelOf(step)}`)}</button>`}
          </div>
          <button type="button" class="link" data-testid="elder-whole" onClick=${() => (state.whole = true)}>${t("elder.whole")}</button>
        </div>`;
    };
  },
};

/** What going on means here: a yes to what is shown, or simply the next one. */
function labelOf({ kind, field, material }) {
  if (kind === "field" && field.value && !field.value.confirmed && !state.edits[field.name]) return "right";
  if (kind === "field" && !field.value && field.required === false && !state.edits[field.name]) return "skip";
  if (kind === "material" && !material.document && !material.commitment?.accepted) return "later";
  return "next";
}

/** Settles what the step asks before going on; the sentence that says what is lacking, "" when nothing is. */
async function settled({ kind, name }) {
  await answersKept(); // a quick person is not told to choose what was just chosen
  if (kind === "question") return state.application.situation[name] ? "" : t("elder.choose_first");
  const field = kind === "field" && fields.value.find((one) => one.name === name);
  if (!field) return "";
  if (state.edits[name]) {
    await saveField(name);
    return state.edits[name] ? state.edits[name].problem || t("elder.look_again") : "";
  }
  if (!field.value) return field.required === false ? "" : t(field.choices?.length ? "elder.choose_first" : "elder.fill_first");
  if (inConflict(field.value)) return t("elder.choose_first");
  if (!field.value.confirmed) await confirm([name]);
  return "";
}
