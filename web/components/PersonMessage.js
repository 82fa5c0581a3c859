import { html } from "../vue.js";
import { resend, sendWaiting, takeBack } from "../actions/chat.js";
import { later } from "../later.js";
import { t } from "../texts.js";
import { Icon } from "./Icon.js";

const UploadCard = later(() => import("./UploadCard.js"), "UploadCard");
const LONG = 600;

export function PersonMessage({ message }) {
  if (message.document) return html`<div class="turn mine"><${UploadCard} message=${message} /></div>`;
  const long = message.text.length > LONG; // shown in a box of its own that scrolls
  return html`
    <div class="turn mine" data-testid="said">
      <p class=${["bubble", { long }]} tabindex=${long ? 0 : null}><span class="visually-hidden">${t("chat.you")}：</span>${message.text}</p>
      ${message.state === "waiting" && html`<${Waiting} message=${message} />`}
      ${message.state === "failed" && html`
        <div class="failed" data-testid="message-failed">
          <span><${Icon} name="alert" />${message.refused ? "" : t("chat.failed")}${message.problem}</span>
          ${message.refused
            ? html`<button type="button" class="button small" data-testid="take-back" onClick=${() => takeBack(message)}><${Icon} name="pen" />${t("chat.take_back")}</button>`
            : html`<button type="button" class="button small" data-testid="resend" onClick=${() => resend(message)}><${Icon} name="again" />${t("chat.resend")}</button>`}
        </div>`}
    </div>`;
}
PersonMessage.props = ["message"];

function Waiting({ message }) {
  return html`
    <div class="failed waiting" data-testid="message-failed">
      <span><${Icon} name="clock" />${t("chat.waits")}</span>
      <button type="button" class="button small" data-testid="take-back" onClick=${() => takeBack(message)}><${Icon} name="pen" />${t("chat.take_back")}</button>
      <button type="button" class="button small" data-testid="resend" onClick=${sendWaiting}><${Icon} name="again" />${t("chat.resend")}</button>
    </div>`;
}
Waiting.props = ["message"];
