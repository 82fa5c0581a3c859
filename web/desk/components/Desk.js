// The whole desk: header, queue and case side by side, agreement, and the dialog that is open.
import { Notice } from "../../components/Notice.js";
import { Icon } from "../../components/Icon.js";
import { StaffNav } from "../../components/StaffNav.js";
import { state } from "../../store.js";
import { t } from "../../texts.js";
import { html } from "../../vue.js";
import { ask, loadQueue, showAgreement, signOut } from "../actions.js";
import { desk } from "../store.js";
import { Agreement } from "./Agreement.js";
import { CaseView } from "./CaseView.js";
import { Dialogs } from "./Dialogs.js";
import { Queue } from "./Queue.js";
import { SignIn } from "./SignIn.js";

export function Desk() {
  const reviewer = desk.person?.role === "reviewer";
  return html`
    <div class="desk">
      ${reviewer && desk.view === "queue" && html`<a class="skip" href="#case">${t("desk.skip")}</a>`}
      <${Header} reviewer=${reviewer} />
      ${desk.person === undefined
        ? html`<main class="staff-alone"><h1>${t("desk.title")}</h1></main>`
        : !reviewer
          ? html`<${SignIn} />`
          : desk.view === "agreement"
            ? html`<${Agreement} />`
            : html`
              <div class=${["desk-columns", { "has-case": desk.case }]}>
                <${Queue} />
                <${CaseView} />
              </div>`}
      <${Notice} />
      ${state.sheet && html`<${Dialogs} />`}
    </div>`;
}

function Header({ reviewer }) {
  return html`
    <header class="staff-header">
      <p class="staff-brand">${t("desk.brand")}</p>
      <${StaffNav} here="desk" role=${desk.person?.role} />
      ${reviewer && html`
        <nav class="staff-tools" aria-label=${t("desk.title")}>
          <button type="button" class="button small" data-testid="show-queue" aria-current=${desk.view === "queue" ? "page" : null}
            onClick=${() => { desk.view = "queue"; loadQueue(); }}>${t("desk.queue")}</button>
          <button type="button" class="button small" data-testid="show-agreement" aria-current=${desk.view === "agreement" ? "page" : null}
            onClick=${showAgreement}>${t("desk.agreement")}</button>
          <button type="button" class="button small" data-testid="help" onClick=${(event) => ask("help", {}, event)}><${Icon} name="info" />${t("desk.help")}</button>
          <span class="staff-person">${desk.person.name}</span>
          <button type="button" class="link" data-testid="desk-sign-out" onClick=${signOut}>${t("desk.sign_out")}</button>
        </nav>`}
    </header>`;
}
Header.props = ["reviewer"];
