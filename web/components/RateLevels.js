// 好差评: five levels as buttons, worst to best. One tap chooses; who uses it says what follows.
import { html } from "../vue.js";
import { t } from "../texts.js";

const LEVELS = [5, 4, 3, 2, 1];

export function RateLevels({ chosen, label, onChoose }) {
  return html`
    <div class="levels" role="group" aria-label=${label}>
      ${LEVELS.map((level) => html`
        <button type="button" class="button small level" key=${level} data-testid=${`level-${level}`} aria-pressed=${String(chosen === level)}
          onClick=${() => onChoose(level)}>${t(`rating.levels.${level}`)}</button>`)}
    </div>`;
}
RateLevels.props = ["chosen", "label", "onChoose"];
