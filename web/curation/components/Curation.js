// The whole desk: header, the three lists and what is open side by side, and the dialog that is open.
import { Icon } from "../../components/Icon.js";
import { Notice } from "../../components/Notice.js";
import { StaffNav } from "../../components/StaffNav.js";
import { state } from "../../store.js";
import { t } from "../../texts.js";
import { html } from "../../vue.js";
import { ask } from "../actions/base.js";
import { find } from "../actions/items.js";
import { signOut } from "../actions/session.js";
import { desk, isCurator } from "../store.js";
import { Dialogs } from "./Dialogs.js";
import { DraftView } from "./DraftView.js";
import { Editor } from "./Editor.js";
import { FindView } from "./FindView.js";
import { ItemView } from "./ItemView.js";
import { QuestionView } from "./QuestionView.js";
import { Queue } from "./Queue.js";
import { SignIn } from "./SignIn.js";
import { TicketView } from "./TicketView.js";

const VIEWS = { draft: DraftView, ticket: TicketView, question: QuestionView, item: ItemView, find: FindView, editor: Editor };

export function Curation() {
  const inside = isCurator();
  return html`
    <div class="desk curation">
      ${inside && html`<a class="skip" href="#curation-main">${t("curation.skip")}</a>`}
      <${Header} inside=${inside} />
      ${desk.person === undefined
        ? html`<main class="staff-alone"><h1>${t("curation.title")}</h1></main>`
        : inside
          ? html`
            <div class=${["desk-columns", { "has-case": desk.open }]}>
              <${Queue} />
              <${Opened} />
            </div>`
          : html`<${SignIn} />`}
      <${Notice} />
      ${state.sheet && html`<${Dialogs} />`}
    </div>`;
}

function Header({ inside }) {
  return html`
    <header class="staff-header">
      <p class="staff-brand">${t("curation.brand")}</p>
      <${StaffNav} here="curation" role=${desk.person?.role} />
      ${inside && html`
        <div class="staff-tools" role="group" aria-label=${t("curation.title")}>
          <button type="button" class="button small" data-testid="find-item" aria-keyshortcuts=${desk.keys ? "n" : null} onClick=${find}><${Icon} name="book" />${t("curation.find")}</button>
          <button type="button" class="button small" data-testid="help" onClick=${() => ask("help")}><${Icon} name="info" />${t("curation.help")}</button>
          <span class="staff-person">${desk.person.name}</span>
          <button type="button" class="link" data-testid="desk-sign-out" onClick=${signOut}>${t("curation.sign_out")}</button>
        </div>`}
    </header>`;
}
Header.props = ["inside"];

function Opened() {
  const { open } = desk;
  if (!open)
    return html`
      <main id="curation-main" class="case case-none curation-none" tabindex="-1">
        <h1 id="curation-title" tabindex="-1">${t("curation.title")}</h1>
        <p class="quiet">${t("curation.choose")}</p>
      </main>`;
  return html`
    <main id="curation-main" class="case" tabindex="-1" data-testid="opened" data-kind=${open.kind}>
      <${VIEWS[open.kind]} key=${`${open.kind} ${open.id}`} />
    </main>`;
}
