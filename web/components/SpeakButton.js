// Reads one text aloud, or stops; it says which of the two it does.
import { html } from "../vue.js";
import { act } from "../later.js";
import { state } from "../store.js";
import { t } from "../texts.js";
import { Icon } from "./Icon.js";

export function SpeakButton({ of, text }) {
  const on = state.reading?.key === of;
  const press = () => act(() => import("../actions/voice.js"), (voice) => voice.toggle(of, text));
  return html`
    <button type="button" class=${["link speak", { on }]} data-testid="speak" aria-pressed=${String(on)} onClick=${press}>
      <${Icon} name=${on ? "stop" : "sound"} />${t(on ? "voice.stop" : "voice.read")}</button>`;
}
SpeakButton.props = ["of", "text"];
