// 好差评 of one answer: a tap opens five levels, one more sends; nobody is asked to.
import { html, nextTick, ref } from "../vue.js";
import { rateAnswer } from "../actions/feedback.js";
import { sentenceOf } from "../actions/problems.js";
import { t } from "../texts.js";
import { Icon } from "./Icon.js";
import { RateLevels } from "./RateLevels.js";

export const RateAnswer = {
  props: ["reply"],
  setup(props) {
    const place = ref(null);
    const open = ref(false);
    const level = ref(0);
    const told = ref("");

    async function show() {
      open.value = true;
      await nextTick();
      place.value?.querySelector("button")?.focus();
    }
    async function choose(one) {
      level.value = one;
      try {
        told.value = await rateAnswer(props.reply, one);
      } catch (fault) {
        told.value = sentenceOf(fault);
      }
    }

    return () => html`
      <div class="wrong" ref=${place}>
        ${!open.value && html`
          <button type="button" class="link" data-testid="rate-answer" onClick=${show}><${Icon} name="check" />${t("rating.answer_open")}</button>`}
        ${open.value && html`<${RateLevels} chosen=${level.value} label=${t("rating.answer_title")} onChoose=${choose} />`}
        ${told.value && html`<p class="quiet" role="status" data-testid="rate-thanks">${told.value}</p>`}
      </div>`;
  },
};
