// The first impression: who this is, what people often need, and what was left unfinished.
import { html } from "../vue.js";
import { say } from "../actions/chat.js";
import { act } from "../later.js";
import { openApplications, sideOf, state } from "../store.js";
import { t, text } from "../texts.js";
import { Icon } from "./Icon.js";

const go = (id) => act(() => import("../actions/ways.js"), (ways) => ways.continueApplication(id));

export function Welcome() {
  const open = openApplications();
  return html`
    <div class="welcome" data-testid="welcome">
      <div class="hero">
        <h2>${t("welcome.title")}</h2>
        <p>${t("welcome.lead")}</p>
        <ul class="promises">
          ${["cited", "confirm", "human"].map((one) => html`<li key=${one}><${Icon} name="check" />${t(`welcome.promise_${one}`)}</li>`)}
        </ul>
      </div>
      ${open.length > 0 && html`<${Unfinished} open=${open} />`}
      <h3>${t("welcome.needs_title")}</h3>
      <div class="needs">
        ${text("needs").map((need) => html`
          <button type="button" class="need" key=${need.ask} data-testid="opener" onClick=${() => say(need.ask)}>
            <${Icon} name=${need.icon} /><span>${need.label}</span>
          </button>`)}
      </div>
    </div>`;
}

function Unfinished({ open }) {
  return html`
    <div class="unfinished">
      <h3>${t("welcome.continue_title")}</h3>
      ${open.map((one) => html`
        <button type="button" class="unfinished-row" key=${one.application_id} data-testid="continue"
          onClick=${() => go(one.application_id)}>
          <span class="unfinished-name">${sideOf(one) === "agent" ? t("acting.named", { name: one.owner_name, item: one.item_name }) : one.item_name}</span>
          <span class="pill">${t(`state.${one.state}`)}</span>
          <span class="unfinished-go">${t("welcome.continue")}</span>
        </button>`)}
    </div>`;
}
Unfinished.props = ["open"];
