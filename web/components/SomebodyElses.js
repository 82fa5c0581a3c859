// A picture that shows somebody else: whose it is, and what to do with it. Until then nothing of it is in the form.
import { html } from "../vue.js";
import { settleWhose } from "../actions/application.js";
import { editable } from "../store.js";

export function SomebodyElses({ material }) {
  const asked = material.somebody_elses;
  if (!asked) return null;
  const id = `whose-${material.material_id}`;
  return html`
    <div class="commitment" role="group" aria-labelledby=${id} data-testid="somebody-elses">
      <p id=${id} role="status">${asked.question}</p>
      ${editable.value && html`
        <div class="field-actions">
          ${asked.options.map((option) => html`
            <button key=${option.id} type="button" class="button small" data-testid=${`whose-${option.id}`}
              onClick=${() => settleWhose(material.material_id, option.id)}>${option.label}</button>`)}
        </div>`}
    </div>`;
}
SomebodyElses.props = ["material"];
