// 这条不对: a tap, an optional line on what is wrong, a word of thanks. Nobody is asked to use it.
import { html, nextTick, ref } from "../vue.js";
import { sayWrong } from "../actions/feedback.js";
import { sentenceOf } from "../actions/problems.js";
import { t } from "../texts.js";
import { Icon } from "./Icon.js";

const LONGEST = 500;

export const WrongAnswer = {
  props: ["reply"],
  setup(props) {
    const place = ref(null);
    const stage = ref("closed"); // closed | open | sending | sent
    const comment = ref("");
    const told = ref(""); // thanks, or why it was not sent

    async function go(next, hook) {
      stage.value = next;
      await nextTick();
      place.value?.querySelector(`[data-testid="${hook}"]`)?.focus();
    }
    const open = () => go("open", "wrong-comment");
    function close() {
      told.value = "";
      return go("closed", "wrong-answer");
    }
    async function send() {
      if (stage.value === "sending") return;
      stage.value = "sending";
      try {
        told.value = await sayWrong(props.reply, comment.value);
        await go("sent", "wrong-thanks");
      } catch (fault) {
        told.value = sentenceOf(fault);
        await open();
      }
    }
    function key(event) {
      if (event.key === "Escape") close();
      if (event.key !== "Enter" || event.isComposing) return;
      event.preventDefault();
      send();
    }

    return () => html`
      <div class="wrong" ref=${place}>
        ${stage.value === "closed" && html`
          <button type="button" class="link" data-testid="wrong-answer" onClick=${open}><${Icon} name="alert" />${t("wrong.open")}</button>`}
        ${stage.value === "sent" && html`<p class="quiet" role="status" tabindex="-1" data-testid="wrong-thanks">${told.value}</p>`}
        ${["open", "sending"].includes(stage.value) && html`
          <label class="wrong-label" for=${`wrong-${props.reply.message_id}`}>${t("wrong.label")}</label>
          <input type="text" id=${`wrong-${props.reply.message_id}`} data-testid="wrong-comment" maxlength=${LONGEST} autocomplete="off"
            value=${comment.value} onInput=${(event) => (comment.value = event.target.value)} onKeydown=${key} />
          ${told.value && html`<p class="problem" role="alert"><${Icon} name="alert" />${told.value}</p>`}
          <div class="wrong-actions">
            <button type="button" class="button small primary" data-testid="wrong-send" aria-disabled=${String(stage.value === "sending")} onClick=${send}>${t("wrong.send")}</button>
            <button type="button" class="button small" onClick=${close}>${t("wrong.cancel")}</button>
          </div>`}
      </div>`;
  },
};
