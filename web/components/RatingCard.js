// How the case was handled, in the person's eyes: voluntary, below the receipt, with what the office answered.
import { html, nextTick, onMounted, ref, watch } from "../vue.js";
import { myRating, rateCase } from "../actions/feedback.js";
import { sentenceOf } from "../actions/problems.js";
import { t } from "../texts.js";
import { RateLevels } from "./RateLevels.js";

const LONGEST = 500;

export const RatingCard = {
  props: ["application"],
  setup(props) {
    const rating = ref(null);
    const level = ref(0);
    const comment = ref("");
    const told = ref("");
    const sending = ref(false);
    const thanks = ref(null);

    async function load() {
      try {
        rating.value = (await myRating(props.application.application_id)).rating;
        level.value = rating.value?.level ?? 0;
        comment.value = rating.value?.comment ?? "";
      } catch (fault) {
        told.value = sentenceOf(fault);
      }
    }
    async function send() {
      if (sending.value) return;
      sending.value = true;
      try {
        const answer = await rateCase(props.application.application_id, level.value, comment.value);
        rating.value = answer.rating;
        told.value = answer.message;
      } catch (fault) {
        told.value = sentenceOf(fault);
      } finally {
        sending.value = false;
      }
      await nextTick();
      thanks.value?.focus();
    }
    onMounted(load);
    watch(() => props.application.application_id, load);

    const answered = () => rating.value?.ticket?.state === "answered";
    const field = `rating-comment-${props.application.application_id}`;
    return () => html`
      <section class="card rating no-print" aria-labelledby="rating-title" data-testid="rating">
        <h3 id="rating-title">${t("rating.title")}</h3>
        <p class="quiet">${t("rating.voluntary")}</p>
        ${!answered() && html`<${RateLevels} chosen=${level.value} label=${t("rating.title")} onChoose=${(one) => (level.value = one)} />`}
        ${answered() && html`<p>${t(`rating.levels.${rating.value.level}`)}</p>`}
        ${level.value > 0 && !answered() && html`
          <label class="wrong-label" for=${field}>${t(level.value <= 2 ? "rating.why" : "rating.more")}</label>
          <textarea id=${field} rows="2" maxlength=${LONGEST} data-testid="rating-comment" value=${comment.value}
            onInput=${(event) => (comment.value = event.target.value)}></textarea>
          <button type="button" class="button primary" data-testid="rating-send" aria-disabled=${String(sending.value)} onClick=${send}>${t("rating.send")}</button>`}
        ${told.value && html`<p role="status" tabindex="-1" ref=${thanks} data-testid="rating-told">${told.value}</p>`}
        ${rating.value?.ticket && html`<p class="remark" data-testid="rating-ticket">${answered() ? t("rating.answer", { value: rating.value.ticket.answer }) : t("rating.waiting")}</p>`}
      </section>`;
  },
};
