// How I like the page: size, colours, words, voice, motion. Each choice shows at once and is kept without another tap.
import { html, ref } from "../vue.js";
import { stop, toggle } from "../actions/voice.js";
import { choose } from "../actions/settings.js";
import { addressOf } from "../route.js";
import { state } from "../store.js";
import { t } from "../texts.js";
import { Icon } from "./Icon.js";
import { OwnPage } from "./OwnPage.js";

const THEMES = ["system", "light", "dark"];
const TONES = ["standard", "local"];

export const SettingsPage = {
  setup() {
    const told = ref("");
    async function change(chosen) {
      told.value = "";
      if ("read_aloud" in chosen) stop();
      if (await choose(chosen)) told.value = t(state.person ? "settings.kept" : "settings.kept_here");
    }
    const trial = () => toggle("settings", t("settings.trial_text"));
    return () => html`<${OwnPage} title=${t("settings.title")} open=${true}>${() => html`
      <div class="settings" data-testid="settings">
        <p class="quiet">${t(state.person ? "settings.lead" : "settings.lead_visitor")}</p>
        <section class="card" aria-labelledby="settings-seeing">
          <h3 id="settings-seeing">${t("settings.seeing")}</h3>
          <${Switch} name="elder" on=${state.elder} onSwitch=${(elder) => change({ elder })} />
          <${Choices} name="theme" options=${THEMES} value=${state.manner.theme} onChoose=${(theme) => change({ theme })} />
          <${Switch} name="less_motion" on=${state.manner.less_motion} onSwitch=${(less_motion) => change({ less_motion })} />
        </section>
        <section class="card" aria-labelledby="settings-hearing">
          <h3 id="settings-hearing">${t("settings.hearing")}</h3>
          <${Switch} name="read_aloud" on=${state.manner.read_aloud} onSwitch=${(read_aloud) => change({ read_aloud })} />
          <button type="button" class="button" data-testid="settings-trial" aria-pressed=${String(state.reading?.key === "settings")} onClick=${trial}>
            <${Icon} name=${state.reading?.key === "settings" ? "stop" : "sound"} />${t(state.reading?.key === "settings" ? "voice.stop" : "settings.trial")}</button>
          <${Choices} name="tone" options=${TONES} value=${state.manner.tone} onChoose=${(tone) => change({ tone })} />
        </section>
        <a class="link" href=${addressOf("about")} data-testid="to-about"><${Icon} name="info" />${t("own.about")}</a>
        <p class="quiet" role="status" data-testid="settings-told">${told.value}</p>
      </div>`}</>`;
  },
};

/** One thing that is on or off. */
function Switch({ name, on, onSwitch }) {
  return html`
    <label class="switch">
      <span class="switch-text"><b>${t(`settings.${name}`)}</b><span class="quiet" id=${`why-${name}`}>${t(`settings.why.${name}`)}</span></span>
      <input type="checkbox" role="switch" checked=${on} aria-describedby=${`why-${name}`} data-testid=${`setting-${name}`}
        onChange=${(event) => onSwitch(event.target.checked)} />
    </label>`;
}
Switch.props = ["name", "on", "onSwitch"];

/** One of a few. */
function Choices({ name, options, value, onChoose }) {
  return html`
    <fieldset class="setting">
      <legend>${t(`settings.${name}`)}</legend>
      <div class="choices">
        ${options.map((option) => html`
          <label class="choice" key=${option}>
            <input type="radio" name=${`setting-${name}`} checked=${option === value} data-testid=${`setting-${name}-${option}`} onChange=${() => onChoose(option)} />
            <span>${t(`settings.option.${option}`)}</span>
          </label>`)}
      </div>
    </fieldset>`;
}
Choices.props = ["name", "options", "value", "onChoose"];
