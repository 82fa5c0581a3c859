import { t } from "../../texts.js";
import { html } from "../../vue.js";
import { signIn } from "../actions/session.js";
import { desk } from "../store.js";

export function SignIn() {
  return html`
    <main class="staff-alone">
      <h1>${t("curation.title")}</h1>
      <p>${t(desk.person ? "curation.only_curators" : "curation.sign_in")}</p>
      ${!desk.accounts.length && html`<p class="quiet">${t("curation.none")}</p>`}
      <ul class="staff-accounts">
        ${desk.accounts.map((one) => html`
          <li key=${one.account}>
            <button type="button" class="button wide" data-testid=${`account-${one.account}`} onClick=${() => signIn(one.account)}>${one.name}</button>
            <p class="quiet">${one.about}</p>
          </li>`)}
      </ul>
    </main>`;
}
