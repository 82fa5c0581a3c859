// One question of the situation tree, answered by choosing.
import { html } from "../vue.js";
import { answerSituation } from "../actions/application.js";
import { editable } from "../store.js";
import { FaultsAt, faultId } from "./FaultsAt.js";

export function SituationQuestion({ question }) {
  const chosen = question.options.find((option) => option.id === question.answer);
  if (!editable.value)
    return html`<p class="answered-question"><span class="quiet">${question.ask}</span> <b>${chosen?.label}</b></p>`;
  return html`
    <fieldset class="question" data-question=${question.id} data-testid=${`question-${question.id}`} aria-describedby=${faultId("question", question.id)}>
      <legend>${question.ask}</legend>
      ${question.help && html`<p class="quiet">${question.help}</p>`}
      <${FaultsAt} kind="question" name=${question.id} />
      <div class="choices">
        ${question.options.map((option) => html`
          <label class="choice" key=${option.id}>
            <input type="radio" name=${`question-${question.id}`} value=${option.id} checked=${option.id === question.answer}
              data-testid=${`option-${question.id}-${option.id}`} onChange=${() => answerSituation(question.id, option.id)} />
            <span>${option.label}</span>
          </label>`)}
      </div>
    </fieldset>`;
}
SituationQuestion.props = ["question"];
