import { t } from "../../texts.js";
import { html } from "../../vue.js";
import { signIn } from "../actions.js";
import { operations } from "../store.js";

export function SignIn() {
  const { accounts, person } = operations;
  return html`
    <main class="staff-alone">
      <h1>${t("operations.title")}</h1>
      <p>${t(person ? "operations.only_staff" : "operations.sign_in")}</p>
      <ul class="staff-accounts">
        ${accounts.map((one) => html`
          <li key=${one.account}>
            <button type="button" class="button wide" data-testid=${`account-${one.account}`} onClick=${() => signIn(one.account)}>${one.name}</button>
            <p class="quiet">${t(`sign_in.role.${one.role}`)}</p>
          </li>`)}
      </ul>
    </main>`;
}
