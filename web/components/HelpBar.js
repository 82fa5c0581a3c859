// Always in sight, beside the conversation and the form alike: a way to a person, and who is speaking here.
import { html } from "../vue.js";
import { say, startOver } from "../actions/chat.js";
import { state } from "../store.js";
import { t } from "../texts.js";
import { Icon } from "./Icon.js";

export function HelpBar() {
  return html`
    <footer class="help" aria-label=${t("landmark.human")}>
      <a class="help-link" href="tel:12345" data-testid="call-12345"><${Icon} name="phone" />${t("composer.call")}</a>
      <button type="button" class="help-link" data-testid="human" onClick=${() => say(t("composer.human_said"))}><${Icon} name="person" />${t("composer.human")}</button>
      ${state.messages.length > 0 && html`<button type="button" class="help-link" data-testid="new-conversation" onClick=${startOver}><${Icon} name="plus" />${t("chat.new")}</button>`}
      <a class="ai-note" href="#/about" data-testid="about-note">${t("chat.ai_note")}</a>
    </footer>`;
}
