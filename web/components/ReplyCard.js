// One reply: who speaks, what is said, what it rests on, and what can be answered.
import { html } from "../vue.js";
import { say } from "../actions/chat.js";
import { askSignIn } from "../actions/session.js";
import { editable, state } from "../store.js";
import { t } from "../texts.js";
import { Citations } from "./Citations.js";
import { Icon } from "./Icon.js";
import { RateAnswer } from "./RateAnswer.js";
import { WrongAnswer } from "./WrongAnswer.js";

const QUIET = ["answered", "handling"];
const BEYOND_DOUBT = ["emergency", "blocked", "error"];
const CALLABLE = ["emergency", "handoff", "not_covered"];
const NUMBERS = /(?<!\d)(12345|12356|110|119|120)(?!\d)/;

export function ReplyCard({ reply, last }) {
  const status = reply.status ?? "answered";
  return html`
    <article class=${["turn", "reply", `is-${status}`]} data-testid="reply" data-status=${status}>
      <header class="reply-head">
        <img src="icon.svg" alt="" width="24" height="24" />
        <b>${t("brand.name")}</b>
        <span class="pill ai">${t("chat.ai_label")}</span>
        ${!QUIET.includes(status) && html`<span class="pill status">${t(`status.${status}`)}</span>`}
      </header>
      <div class="reply-text">
        ${reply.text.split(/\n+/).filter(Boolean).map((line, at) => html`<p key=${at}>${CALLABLE.includes(status) ? callable(line) : line}</p>`)}
      </div>
      ${reply.citations?.length > 0 && html`<${Citations} reply=${reply} />`}
      <${Actions} reply=${reply} last=${last} />
      ${!BEYOND_DOUBT.includes(status) && html`<div class="feedback"><${WrongAnswer} reply=${reply} />${last && status === "answered" && html`<${RateAnswer} reply=${reply} />`}</div>`}
    </article>`;
}
ReplyCard.props = ["reply", "last"];

/** Numbers one may have to call at once can be tapped. */
function callable(line) {
  return line.split(NUMBERS).map((part) => NUMBERS.test(part) ? html`<a class="call" href=${`tel:${part}`}>${part}</a>` : part);
}

function Actions({ reply, last }) {
  if (!last) return null;
  const signIn = reply.sign_in && !state.person;
  const onScreen = reply.application && state.application?.application_id === reply.application.application_id;
  // what was offered while handling is void once the application was sent from the form
  const offers = signIn || (reply.status === "handling" && onScreen && !editable.value) ? [] : (reply.options ?? []);
  if (!signIn && !onScreen && !offers.length) return null;
  return html`
    <div class="options" role="group" aria-label=${t("chat.quick_replies")}>
      ${signIn && html`<button type="button" class="button primary" data-testid="sign-in-to-continue"
        onClick=${() => askSignIn(t("chat.continue_said"))}><${Icon} name="person" />${t("chat.sign_in")}</button>`}
      ${onScreen && html`<button type="button" class="button open-form" data-testid="open-form" onClick=${() => (state.view = "form")}>
        <${Icon} name="list" />${t(state.application.receipt ? "chat.open_receipt" : "chat.open_form")}</button>`}
      ${offers.map((option) => html`
        <button type="button" class="button option" key=${option.send} data-testid="option" onClick=${() => say(option.send)}>${option.label}</button>`)}
    </div>`;
}
Actions.props = ["reply", "last"];
