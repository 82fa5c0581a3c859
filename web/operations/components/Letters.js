// Cases that could not be handed to the intake: an administrator looks at why, and sends them again.
import { Icon } from "../../components/Icon.js";
import { moment } from "../../format.js";
import { t } from "../../texts.js";
import { html } from "../../vue.js";
import { resend } from "../actions.js";

export function Letters({ letters }) {
  return html`
    <section class="card letters" aria-labelledby="letters-title" data-testid="letters">
      <h2 id="letters-title" tabindex="-1">${t("operations.letters", { count: letters.length })}</h2>
      <p class="quiet">${t(letters.length ? "operations.letters_lead" : "operations.letters_none")}</p>
      <ul>${letters.map((one) => html`
        <li key=${one.outbox_id} data-testid="letter">
          <div>
            <p><b>${t(`operations.letter_${one.kind}`)}</b><span class="pill waiting-pill">${t("operations.attempts", { count: one.attempts })}</span></p>
            <p class="quiet">${t("operations.letter_about", { name: one.application_id, date: moment(one.since), value: one.why })}</p>
          </div>
          <button type="button" class="button small" data-testid="resend-letter" aria-label=${t("operations.resend_named", { name: one.application_id })} onClick=${() => resend(one)}><${Icon} name="again" />${t("operations.resend")}</button>
        </li>`)}</ul>
    </section>`;
}
Letters.props = ["letters"];
