// What a reply rests on: one entry a section, each opens the guide there. The first few at once, the rest on demand.
import { html, ref } from "../vue.js";
import { openGuide } from "../actions/guides.js";
import { text, t } from "../texts.js";
import { Icon } from "./Icon.js";

const AT_ONCE = 2;

export const Citations = {
  props: ["reply"],
  setup(props) {
    const all = ref(false);
    return () => {
      const grouped = bySection(props.reply.citations);
      const shown = all.value ? grouped : grouped.slice(0, AT_ONCE);
      return html`
        <div class="citations">
          <span class="citations-title">${t("chat.citations")}</span>
          <ul>
            ${shown.map((citation) => html`
              <li key=${citation.item_id + citation.section}>
                <button type="button" class="citation" data-testid="citation" onClick=${() => openGuide(citation.item_id, citation)}>
                  <${Icon} name="book" />
                  <span class="citation-place">${placeOf(citation, props.reply.items)}</span>
                  <span class="citation-quote">${citation.quote}</span>
                </button>
              </li>`)}
          </ul>
          ${grouped.length > shown.length && html`
            <button type="button" class="link" onClick=${() => (all.value = true)}>${t("chat.citations_more", { count: grouped.length - shown.length })}</button>`}
        </div>`;
    };
  },
};

function bySection(citations) {
  const found = new Map();
  for (const citation of citations) {
    const key = `${citation.item_id} ${citation.section}`;
    const first = found.get(key);
    if (first) first.quotes.push(citation.quote);
    else found.set(key, { ...citation, quotes: [citation.quote] });
  }
  return [...found.values()];
}

function placeOf(citation, items = []) {
  const section = text(`section.${citation.section.split(":")[0]}`) ?? t("guide.kind");
  const event = citation.kind === "life_event" ? t("guide.event") : null;
  const item = event ?? items.find((one) => one.item_id === citation.item_id)?.name;
  return item ? t("chat.citation", { item, section }) : section;
}
