// Over the box while somebody speaks: that it hears, and how to end; afterwards what there is to say about it.
import { html } from "../vue.js";
import { finish, giveUp } from "../actions/hearing.js";
import { state } from "../store.js";
import { t } from "../texts.js";
import { Icon } from "./Icon.js";

const BARS = 15;
const TALLEST = 22;

/** What the person is told now; it is said by a screen reader, the words heard are not. */
export function wordsOf({ hearing, heard }) {
  if (heard) return heard.detail || t(`hearing.heard.${heard.kind}`);
  if (!hearing) return "";
  if (hearing.stage !== "listening") return t(`hearing.stage.${hearing.stage}`);
  return t(`hearing.stage.${hearing.away ? "away" : hearing.quiet ? "quiet" : hearing.held ? "held" : "listening"}`);
}

export function HearingPanel() {
  const { hearing, heard } = state;
  if (!hearing && !heard) return null;
  const stage = hearing?.stage ?? "told";
  return html`
    <div class=${["hearing", heard?.kind, { away: hearing?.away }]} data-testid="hearing" data-stage=${stage} data-kind=${heard?.kind}>
      ${stage === "listening" ? html`<${Level} />` : html`<${Icon} name=${hearing ? "microphone" : heard.kind === "unsure" ? "eye" : "info"} />`}
      <p aria-hidden="true">${wordsOf(state)}</p>
      ${stage === "listening" && !hearing.held && html`
        <div class="hearing-ways">
          <button type="button" class="button" data-testid="hearing-cancel" onClick=${giveUp}>${t("hearing.cancel")}</button>
          <button type="button" class="button primary" data-testid="hearing-done" onClick=${finish}>${t("hearing.done")}</button>
        </div>`}
      ${heard && html`<button type="button" class="round plain" data-testid="heard-close" aria-label=${t("hearing.close")} onClick=${() => (state.heard = null)}><${Icon} name="close" /></button>`}
    </div>`;
}

/** Bars that light up from the middle: shows that it hears, and moves nothing. */
function Level() {
  const middle = (BARS - 1) / 2;
  const lit = state.hearing.level * (middle + 1);
  const bars = Array.from({ length: BARS }, (_, at) => {
    const far = Math.abs(at - middle);
    const height = TALLEST * (1 - 0.75 * (far / middle) ** 1.5) * (at % 2 ? 0.75 : 1);
    return { at, height, on: far < lit };
  });
  return html`
    <svg class="hearing-level" data-testid="level" viewBox="0 0 88 24" aria-hidden="true" focusable="false">
      ${bars.map(({ at, height, on }) => html`<rect key=${at} class=${{ on }} x=${at * 6} y=${12 - height / 2} width="3" height=${height} rx="1.5" />`)}
    </svg>`;
}
