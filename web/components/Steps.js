// How far an application is, in five steps.
import { html } from "../vue.js";
import { steps } from "../store.js";
import { t } from "../texts.js";
import { Icon } from "./Icon.js";

export function Steps() {
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
