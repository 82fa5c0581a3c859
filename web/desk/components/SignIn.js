import { t } from "../../texts.js";
import { html } from "../../vue.js";
import { signIn } from "../actions.js";
import { desk } from "../store.js";

export function SignIn() {
  return html`
    <main class="staff-alone">
      <h1>${t("desk.title")}</h1>
      <p>${t(desk.person ? "desk.only_reviewers" : "desk.sign_in")}</p>
      ${!desk.accounts.length && html`<p class="quiet">${t("desk.none")}</p>`}
      <ul class="staff-accounts">
        ${desk.accounts.map((one) => html`
          <li key=${one.account}>
            <button type="button" class="button wide" data-testid=${`account-${one.account}`} onClick=${() => signIn(one.account)}>${one.name}</button>
            <p class="quiet">${one.about}</p>
          </li>`)}
      </ul>
    </main>`;
}
