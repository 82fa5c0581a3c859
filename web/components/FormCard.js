// The form within the talk: which item, how far, what is lacking, and what is next where the reply did not ask it.
import { html } from "../vue.js";
import { standing } from "../cases.js";
import { editable, showForm, state } from "../store.js";
import { t } from "../texts.js";
import { Icon } from "./Icon.js";
import { sameStep } from "./ReplyActions.js";
import { Steps } from "./Steps.js";

export function FormCard({ reply }) {
  const { application } = state;
  const asked = (reply.bundle ?? reply.application).next;
  const news = editable.value && application.next && !sameStep(asked, application.next);
  return html`
    <section role="group" class="slip" data-testid="form-card" data-state=${application.state} aria-label=${t("cards.form_named", { name: application.item_name })}>
      <header class="slip-head">
        <h2>${application.item_name}</h2>
        <span class=${["pill", `state-${application.state}`]}>${t(`state.${application.state}`)}</span>
      </header>
      ${editable.value && html`<${Steps} />`}
      <div class="slip-foot">
        <p data-testid="form-card-left">${standing(application)}</p>
        <button type="button" class="button small open-form" data-testid="open-form" onClick=${showForm}>
          <${Icon} name="list" />${t(application.receipt ? "chat.open_receipt" : "chat.open_form")}</button>
      </div>
      ${news && html`<p class="slip-next"><b>${t("form.next")}</b>${application.next.prompt}</p>`}
    </section>`;
}
FormCard.props = ["reply"];
