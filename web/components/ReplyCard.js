// One reply: who speaks, what is said, what it rests on, the card that goes with it, and what can be answered.
import { html } from "../vue.js";
import { t } from "../texts.js";
import { Citations } from "./Citations.js";
import { RateAnswer } from "./RateAnswer.js";
import { ReplyActions } from "./ReplyActions.js";
import { ReplyExtra } from "./ReplyExtra.js";
import { ReplyText } from "./ReplyText.js";
import { SpeakButton } from "./SpeakButton.js";
import { WrongAnswer } from "./WrongAnswer.js";

const QUIET = ["answered", "handling"];
const BEYOND_DOUBT = ["emergency", "blocked", "error"];

export function ReplyCard({ reply, last }) {
  const status = reply.status ?? "answered";
  return html`
    <article class=${["turn", "reply", `is-${status}`]} data-testid="reply" data-status=${status}>
      <header class="reply-head">
        <img src="/icon.svg" alt="" width="24" height="24" />
        <b>${t("brand.name")}</b>
        ${reply.ai?.generated ? html`<${Worded} reply=${reply} />` : html`<span class="pill ai">${t("chat.ai_label")}</span>`}
        ${!QUIET.includes(status) && html`<span class="pill status">${t(`status.${status}`)}</span>`}
      </header>
      <${ReplyText} reply=${reply} />
      <${SpeakButton} of=${reply.key} text=${reply.spoken_text || reply.text} />
      <${ReplyExtra} reply=${reply} last=${last} />
      ${reply.citations?.length > 0 && html`<${Citations} reply=${reply} />`}
      <${ReplyActions} reply=${reply} last=${last} />
      ${!BEYOND_DOUBT.includes(status) && html`<div class="feedback"><${WrongAnswer} reply=${reply} />${last && status === "answered" && html`<${RateAnswer} reply=${reply} />`}</div>`}
    </article>`;
}
ReplyCard.props = ["reply", "last"];

/** A language model found these words: tapped, it says so and shows what they rest on as it was published. */
function Worded({ reply }) {
  const quotes = [...new Set(reply.citations.map((one) => one.quote))];
  return html`
    <details class="worded" data-testid="worded">
      <summary class="pill ai">${t("chat.ai_worded")}</summary>
      <p>${reply.ai.label}</p>
      ${quotes.map((quote) => html`<blockquote key=${quote}>${quote}</blockquote>`)}
      <a href="#/about">${t("own.about")}</a>
    </details>`;
}
Worded.props = ["reply"];
