import { html } from "../vue.js";
import { signIn, signOut } from "../actions/session.js";
import { state } from "../store.js";
import { t } from "../texts.js";
import { Icon } from "./Icon.js";
import { Sheet } from "./Sheet.js";

export function SignInSheet() {
  const { person, sheet: { accounts } } = state;
  return html`<${Sheet} title=${t("sign_in.title")} testid="sign-in-sheet">${() => html`
    <p>${t("sign_in.lead")}</p>
    <p class="quiet">${t("sign_in.why")}</p>
    ${person && html`
      <div class="signed-in">
        <span>${t("sign_in.signed_in_as", { name: person.name })}</span>
        <button type="button" class="button" data-testid="sign-out" onClick=${signOut}>${t("sign_in.sign_out")}</button>
      </div>`}
    ${accounts?.length === 0 && html`<p>${t("sign_in.none")}</p>`}
    <ul class="accounts">
      ${(accounts ?? []).map((one) => html`
        <li key=${one.account}>
          <button type="button" class="account" data-testid=${`account-${one.account}`} aria-current=${one.account === person?.account ? "true" : null}
            onClick=${() => signIn(one)}>
            <span class="avatar" aria-hidden="true">${one.name.slice(-1)}</span>
            <span class="account-text">
              <b>${one.name}</b>
              ${one.about && html`<span class="quiet">${one.about}</span>`}
            </span>
            <span class="pill">${one.helper ? t("family.kind.staff") : t(`sign_in.role.${one.role}`)}</span>
          </button>
        </li>`)}
    </ul>`}</>`;
}
