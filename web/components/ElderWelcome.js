// 长辈版's first screen: a greeting, at most four big things, and the three ways to be heard.
import { html } from "../vue.js";
import { say } from "../actions/chat.js";
import { choose } from "../actions/settings.js";
import { continueApplication } from "../actions/ways.js";
import { greeting } from "../manner.js";
import { addressOf } from "../route.js";
import { openApplications, state } from "../store.js";
import { t, text } from "../texts.js";
import { Icon } from "./Icon.js";
import { listen } from "./MicButton.js";
import { SpeakButton } from "./SpeakButton.js";

const MOST = 4;
const type = () => document.getElementById("message-input")?.focus();

export function ElderWelcome() {
  const [open] = openApplications();
  const needs = text("needs").slice(0, open ? MOST - 1 : MOST);
  const words = [greeting(), t("welcome.lead"), ...needs.map(({ label }) => label)].join("。");
  return html`
    <div class="welcome elder-welcome" data-testid="welcome">
      <h2>${greeting()}</h2>
      <p>${t("welcome.lead")}</p>
      <div class="elder-hear">
        <${SpeakButton} of="welcome" text=${words} />
        <${Aloud} />
      </div>
      <div class="elder-needs">
        ${open && html`<${Big} icon="pen" label=${t("elder.continue", { name: open.item_name })} testid="continue" go=${() => continueApplication(open.application_id)} />`}
        ${needs.map((need) => html`<${Big} key=${need.ask} icon=${need.icon} label=${need.label} testid="opener" go=${() => say(need.ask)} />`)}
      </div>
      <div class="elder-ways" role="group" aria-label=${t("elder.ways")}>
        ${state.sound?.microphone && html`<button type="button" class="elder-way" data-testid="elder-speak" onClick=${listen}><${Icon} name="microphone" />${t("elder.speak")}</button>`}
        <button type="button" class="elder-way" data-testid="elder-type" onClick=${type}><${Icon} name="keyboard" />${t("elder.type")}</button>
        <a class="elder-way" href="tel:12345" data-testid="elder-call"><${Icon} name="phone" />${t("elder.call")}</a>
      </div>
      <p class="welcome-foot"><a class="link" href=${addressOf("settings")} data-testid="to-settings"><${Icon} name="gear" />${t("welcome.settings")}</a></p>
    </div>`;
}

/** Whether replies are read by themselves: asked here, where who needs it sees it first. */
function Aloud() {
  const on = state.manner.read_aloud;
  return html`
    <button type="button" class="link" data-testid="elder-aloud" aria-pressed=${String(on)} onClick=${() => choose({ read_aloud: !on })}>
      <${Icon} name=${on ? "check" : "sound"} />${t(on ? "elder.aloud_on" : "elder.aloud_off")}</button>`;
}

function Big({ icon, label, testid, go }) {
  return html`<button type="button" class="elder-need" data-testid=${testid} onClick=${go}><${Icon} name=${icon} /><span>${label}</span></button>`;
}
Big.props = ["icon", "label", "testid", "go"];
