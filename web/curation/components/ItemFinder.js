// Finds an item in one's own words, as the chat would.
import { t } from "../../texts.js";
import { html, ref } from "../../vue.js";
import { search } from "../actions/items.js";

export const ItemFinder = {
  props: ["chosen", "onChoose", "initial", "any"], // any: also items without a guide in force
  setup(props) {
    const words = ref(props.initial ?? "");
    const found = ref(null);
    async function look(event) {
      event?.preventDefault();
      if (words.value.trim()) found.value = (await search(words.value))?.items ?? null;
    }
    return () => html`
      <div class="finder" role="search">
        <div class="desk-input"><label for="finder">${t("curation.find_label")}</label>
          <div class="finder-line">
            <input id="finder" type="search" maxlength="200" autocomplete="off" data-testid="finder" value=${words.value} onInput=${(event) => (words.value = event.target.value)}
              onKeydown=${(event) => event.key === "Enter" && look(event)} />
            <button type="button" class="button" data-testid="finder-go" onClick=${look}>${t("curation.search")}</button>
          </div></div>
        <p class="quiet" role="status">${found.value ? t("curation.found", { count: found.value.length }) : ""}</p>
        <ul class="finder-found">${(found.value ?? []).map((one) => html`
          <li key=${one.item_id}><button type="button" class="queue-line" data-testid="found-item" aria-pressed=${String(props.chosen === one.item_id)}
            aria-disabled=${String(!one.guide && !props.any)} onClick=${() => (one.guide || props.any) && props.onChoose({ item_id: one.item_id, name: one.plain_name || one.name })}>
            <span class="queue-name">${one.plain_name || one.name}</span>
            <span class="queue-who">${one.guide ? one.name : t("curation.no_guide")}</span></button></li>`)}</ul>
      </div>`;
  },
};
