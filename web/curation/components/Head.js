// What every view begins with: the way back on narrow screens, the title that takes the focus, how it stands.
import { day } from "../../format.js";
import { t } from "../../texts.js";
import { html } from "../../vue.js";
import { close } from "../actions/lists.js";
import { desk } from "../store.js";

export function Head({ title }, { slots }) {
  return html`
    <header class="case-head">
      <button type="button" class="link case-back" data-testid="back" onClick=${close}>${t("curation.back")}</button>
      <div class="case-title"><h1 id="curation-title" tabindex="-1">${title}</h1>${slots.marks?.()}</div>
      ${slots.default?.()}
    </header>`;
}
Head.props = ["title"];

export function Key({ name }) {
  return desk.keys ? html`<kbd aria-hidden="true">${name}</kbd>` : null;
}
Key.props = ["name"];

/** Why the server refused what a form of this view asked for. */
export function Refused() {
  return html`<p class="problem" role="alert" data-testid="refused">${desk.problem}</p>`;
}

/** From the first day to the last; one day once. */
export const spanOf = (from, until) => (day(from) === day(until) ? day(from) : t("curation.span", { from: day(from), until: day(until) }));
