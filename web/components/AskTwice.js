// An act that can't be undone: its button asks once more; the focus follows to what takes its place.
import { html, nextTick, ref } from "../vue.js";

export const AskTwice = {
  props: ["label", "name", "question", "yes", "no", "testid", "onYes"],
  setup(props) {
    const asking = ref(false);
    const place = ref(null);
    async function ask(on) {
      asking.value = on;
      await nextTick();
      place.value?.querySelector("button:last-of-type")?.focus();
    }
    const act = () => {
      asking.value = false;
      props.onYes();
    };
    return () => asking.value
      ? html`<div class="withdraw" ref=${place} role="group" aria-label=${props.name ?? props.label}>
          <p>${props.question}</p>
          <button type="button" class="button danger" data-testid="ask-yes" onClick=${act}>${props.yes}</button>
          <button type="button" class="button" onClick=${() => ask(false)}>${props.no}</button>
        </div>`
      : html`<div class="withdraw" ref=${place}><button type="button" class="link" data-testid=${props.testid} aria-label=${props.name} onClick=${() => ask(true)}>${props.label}</button></div>`;
  },
};
