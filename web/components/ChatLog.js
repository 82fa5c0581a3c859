// The messages in order. New ones are read out politely and scrolled to.
import { computed, html, nextTick, ref, watch } from "../vue.js";
import { later, need } from "../later.js";
import { state } from "../store.js";
import { t } from "../texts.js";
import { Icon } from "./Icon.js";
import { PersonMessage } from "./PersonMessage.js";
import { Welcome } from "./Welcome.js";

const replyCard = () => import("./ReplyCard.js");
const ReplyCard = later(replyCard, "ReplyCard");
const NEAR_END_PX = 120;
const SLOW_MS = 600;

export const ChatLog = {
  setup() {
    const log = ref(null);
    const away = ref(false);
    const slow = ref(false); // a turn has been under way for a while: how far it is, is told
    const told = computed(() => (slow.value && state.stage ? `${t(`stage.${state.stage}`)}…` : ""));
    let timer = null;

    function measure() {
      const { scrollHeight, scrollTop, clientHeight } = log.value;
      away.value = scrollHeight - scrollTop - clientHeight > NEAR_END_PX;
    }
    async function toEnd() {
      if (state.messages.some((message) => message.from === "assistant")) await need(replyCard).catch(() => null);
      await nextTick();
      const last = [...(log.value?.querySelectorAll(".turn") ?? [])].at(-1);
      if (!last) {
        if (log.value) log.value.scrollTop = 0;
        return;
      }
      // a long reply is read from its beginning
      last.scrollIntoView({ block: last.clientHeight > log.value.clientHeight ? "start" : "end" });
      measure();
    }
    watch(() => [state.messages.length, state.busy], toEnd, { flush: "post" });
    watch(() => state.busy, (busy) => {
      clearTimeout(timer);
      slow.value = false;
      if (busy) timer = setTimeout(() => (slow.value = true), SLOW_MS);
    });
    // the form's arrival makes the log shorter: who was at its end stays there
    watch(() => state.application?.application_id, () => away.value || toEnd(), { flush: "post" });

    return () => {
      const lastReply = state.messages.findLast((message) => message.from === "assistant");
      return html`
        <div class="log-frame">
          <div class="log" ref=${log} role="log" aria-live="polite" aria-label=${t("chat.log")} tabindex="0"
            aria-busy=${String(state.busy)} onScroll=${measure}>
            ${state.messages.length === 0 && html`<${Welcome} />`}
            ${state.messages.map((message) => message.from === "person"
              ? html`<${PersonMessage} key=${message.key} message=${message} />`
              : html`<${ReplyCard} key=${message.key} reply=${message} last=${message === lastReply} />`)}
            ${state.busy && html`<div class="turn thinking" data-testid="thinking"><span class="dots" aria-hidden="true"><i /><i /><i /></span>${told.value || t("chat.thinking")}</div>`}
          </div>
          <p class="visually-hidden" role="status" data-testid="stage">${told.value}</p>
          ${away.value && html`<button type="button" class="to-end" onClick=${toEnd}><${Icon} name="down" />${t("chat.scroll_down")}</button>`}
        </div>`;
    };
  },
};
