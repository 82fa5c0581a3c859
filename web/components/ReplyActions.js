// What can be answered with one tap, below the latest reply.
import { html } from "../vue.js";
import { tap } from "../actions/ways.js";
import { askSignIn } from "../actions/session.js";
import { editable, shownBy, state } from "../store.js";
import { t } from "../texts.js";
import { Icon } from "./Icon.js";

export function ReplyActions({ reply, last }) {
  if (!last) return null;
  const signIn = reply.sign_in && !state.person;
  const offers = signIn ? [] : offersOf(reply);
  if (!signIn && !offers.length) return null;
  return html`
    <div class="options" role="group" aria-label=${t("chat.quick_replies")}>
      ${signIn && html`<button type="button" class="button primary" data-testid="sign-in-to-continue"
        onClick=${() => askSignIn(t("chat.continue_said"))}><${Icon} name="person" />${t("chat.sign_in")}</button>`}
      ${offers.map((option) => html`
        <button type="button" class="button option" key=${option.send} data-testid="option" onClick=${() => tap(option.send)}>${option.label}</button>`)}
    </div>`;
}
ReplyActions.props = ["reply", "last"];

/** Of an application on screen what comes next now: it may have gone on in the form since. */
function offersOf(reply) {
  const offers = reply.options ?? [];
  if (reply.status !== "handling" || !shownBy(reply)) return offers;
  if (!editable.value) return []; // sent from the form meanwhile
  const { next } = state.application;
  const asked = (reply.bundle ?? reply.application).next;
  if (sameStep(asked, next)) return offers;
  return (next?.options ?? []).map(({ label }) => ({ label, send: label }));
}

export const sameStep = (one, other) => one?.kind === other?.kind && one?.name === other?.name;
