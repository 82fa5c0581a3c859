// The first impression: who this is, what people often need, what happens in a life, and what of one's own is under way.
import { html } from "../vue.js";
import { say } from "../actions/chat.js";
import { greeting } from "../manner.js";
import { later } from "../later.js";
import { addressOf } from "../route.js";
import { KEYS, recall } from "../storage.js";
import { openCases, state } from "../store.js";
import { t, text } from "../texts.js";
import { Icon } from "./Icon.js";

const MyCases = later(() => import("./MyCases.js"), "MyCases");
const ElderWelcome = later(() => import("./ElderWelcome.js"), "ElderWelcome");
const LifeEvents = later(() => import("./LifeEvents.js"), "LifeEvents");
const PROMISES = ["cited", "confirm", "human"];

export function Welcome() {
  return state.elder ? html`<${ElderWelcome} />` : html`<${StandardWelcome} />`;
}

function StandardWelcome() {
  return html`
    <div class="welcome" data-testid="welcome">
      <div class="hero">
        <h2>${greeting()}</h2>
        <p>${t("welcome.lead")}</p>
        <ul class="promises">${PROMISES.map((one) => html`<li key=${one}><${Icon} name="check" />${t(`welcome.promise_${one}`)}</li>`)}</ul>
      </div>
      <${OwnPlace} />
      <h3>${t("welcome.needs_title")}</h3>
      <div class="needs">
        ${text("needs").map((need) => html`
          <button type="button" class="need" key=${need.ask} data-testid="opener" onClick=${() => say(need.ask)}>
            <span class="need-mark"><${Icon} name=${need.icon} /></span><span>${need.label}</span>
          </button>`)}
      </div>
      <${LifeEvents} />
      <p class="welcome-foot"><a class="link" href=${addressOf("settings")} data-testid="to-settings"><${Icon} name="gear" />${t("welcome.settings")}</a></p>
    </div>`;
}

/** Room for as many as there were the last time, so that nothing jumps when they arrive. */
function OwnPlace() {
  const awaited = state.person === undefined || !state.listed ? Math.min(recall(KEYS.open) ?? 0, 3) : 0;
  if (openCases().length) return html`<${MyCases} />`;
  return awaited && state.person !== null ? html`<div class=${`mine-place rows-${awaited}`} aria-hidden="true" />` : null;
}
