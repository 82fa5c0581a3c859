// Speaking instead of typing: tap, speak, tap. Shown where the server can write a recording down.
import { html } from "../vue.js";
import { act } from "../later.js";
import { state } from "../store.js";
import { t } from "../texts.js";
import { Icon } from "./Icon.js";

export const listen = () => act(() => import("../actions/hearing.js"), (hearing) => hearing.toggle());

export function MicButton() {
  const on = state.hearing === "listening";
  const label = t(on ? "hearing.stop" : state.hearing === "writing" ? "hearing.writing" : "hearing.start");
  return html`
    <button type="button" class=${["round mic", { on }]} data-testid="microphone" aria-label=${label} aria-pressed=${String(on)}
      aria-disabled=${String(state.hearing === "writing")} onClick=${listen}><${Icon} name=${on ? "stop" : "microphone"} /></button>
    <span class="visually-hidden" role="status">${state.hearing ? t(`hearing.stage.${state.hearing}`) : ""}</span>`;
}
