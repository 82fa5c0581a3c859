// Speaking instead of typing: hold and speak, or tap, speak, tap. Shown where the server can write a recording down.
import { html, onBeforeUnmount } from "../vue.js";
import { begin, finish, giveUp, letGo, slide, toggle } from "../actions/hearing.js";
import { state } from "../store.js";
import { t } from "../texts.js";
import { HearingPanel, wordsOf } from "./HearingPanel.js";
import { Icon } from "./Icon.js";

const TAP_MS = 350; // shorter than that is no holding
const AWAY_PX = 64;

export const listen = toggle;

export const MicButton = {
  setup() {
    let pressed = null; // { at, began }: since when, and whether it began with this
    onBeforeUnmount(finish);

    function press({ timeStamp }) {
      pressed = { at: timeStamp, began: !state.hearing };
      if (pressed.began) begin(true);
    }
    function release({ timeStamp }) {
      if (!pressed) return;
      const { at, began } = pressed;
      pressed = null;
      if (!began) finish();
      else if (!state.hearing?.held) return; // the browser asked meanwhile, or it is over
      else if (state.hearing.away) giveUp();
      else if (timeStamp - at < TAP_MS) letGo();
      else finish();
    }
    function down(event) {
      if (event.button) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      press(event);
    }
    function move({ clientX, clientY, currentTarget }) {
      if (!pressed) return;
      const { left, right, top } = currentTarget.getBoundingClientRect();
      slide(Math.max(left - clientX, clientX - right, top - clientY) > AWAY_PX);
    }
    const isKey = ({ key }) => key === " " || key === "Enter";
    function keyDown(event) {
      if (event.key === "Escape") giveUp();
      if (!isKey(event)) return;
      event.preventDefault();
      if (!event.repeat) press(event);
    }
    function keyUp(event) {
      if (!isKey(event)) return;
      event.preventDefault(); // else it is a click, too
      release(event);
    }
    /** Whoever presses without finger and key: a screen reader. */
    const click = ({ detail }) => detail || toggle();

    return () => {
      const { stage, held, away } = state.hearing ?? {};
      const on = stage === "listening";
      const name = on ? (away ? "away" : held ? "held" : "on") : stage ? "wait" : "ready";
      return html`
        <button type="button" class=${["round mic", { on }]} data-testid="microphone" aria-label=${stage ? null : t("hearing.press")} aria-pressed=${String(on)}
          aria-disabled=${String(name === "wait")} onPointerdown=${down} onPointermove=${move} onPointerup=${release} onPointercancel=${release}
          onKeydown=${keyDown} onKeyup=${keyUp} onClick=${click} onContextmenu=${(event) => event.preventDefault()}>
          <${Icon} name=${on && !held ? "stop" : "microphone"} /><span class="mic-words">${t(`hearing.button.${name}`)}</span></button>
        <span class="visually-hidden" role="status" data-testid="hearing-told">${wordsOf(state)}</span>
        <${HearingPanel} />`;
    };
  },
};
