// A picture or paper on its way: preview, stage by stage, and what to do when it stops.
import { html } from "../vue.js";
import { checkLater, fetchPicture, resendDocument } from "../actions/documents.js";
import { t } from "../texts.js";
import { Icon } from "./Icon.js";
import { ReadingNotes } from "./ReadingNotes.js";

const STAGES = ["sending", "kept", "queued", "reading", "fields", "done"];

export function UploadCard({ message }) {
  const { document, state } = message;
  const at = STAGES.indexOf(document.stage);
  return html`
    <div class="upload" data-testid="upload">
      <${Preview} document=${document} />
      ${state === "sending" && html`
        <div class="upload-stage" data-testid="upload-stage" role="status">
          <progress max=${STAGES.length - 1} value=${Math.max(at, 0.3)} aria-label=${t(`upload.${document.stage}`)} />
          <span>${t(`upload.${document.stage}`)}…</span>
        </div>`}
      ${state === "sent" && html`<p class="upload-note"><${Icon} name="check" />${t(`upload.${document.stage}`)}</p>`}
      <${ReadingNotes} documentId=${document.id} />
      ${["failed", "waiting"].includes(state) && html`<${Stopped} message=${message} />`}
    </div>`;
}
UploadCard.props = ["message"];

function Preview({ document }) {
  const name = document.name ?? "";
  if (document.url)
    return html`<img class="upload-picture" src=${document.url} alt=${t("upload.alt", { name })} onError=${() => (document.url = null)} />`;
  if (document.file)
    return html`<p class="upload-file"><${Icon} name="file" />${name}</p>`;
  return html`<button type="button" class="button small" onClick=${() => fetchPicture(document)}>
    <${Icon} name="eye" />${t("upload.view")}</button>`;
}
Preview.props = ["document"];

function Stopped({ message }) {
  if (message.refused)
    return html`<p class="problem" data-testid="message-failed"><${Icon} name="alert" />${message.problem}</p>`;
  const kept = message.document.stage === "kept_only";
  return html`
    <div class="failed" data-testid="message-failed">
      <span><${Icon} name=${kept ? "info" : "alert"} />${kept ? t("upload.busy") : message.state === "waiting" ? t("upload.waits") : t("upload.failed") + message.problem}</span>
      ${kept
        ? html`<button type="button" class="button small" onClick=${() => checkLater(message)}>${t("upload.check_later")}</button>`
        : html`<button type="button" class="button small" data-testid="resend" onClick=${() => resendDocument(message)}>
            <${Icon} name="again" />${t("chat.resend")}</button>`}
    </div>`;
}
Stopped.props = ["message"];
