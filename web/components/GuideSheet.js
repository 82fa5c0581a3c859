// The guide as published, opened at the cited section with the quote marked.
import { html, nextTick, onMounted, ref, watch } from "../vue.js";
import { say } from "../actions/chat.js";
import { openGuide } from "../actions/guides.js";
import { state } from "../store.js";
import { t } from "../texts.js";
import { GuideGraph } from "./GuideGraph.js";
import { closeSheet, Sheet } from "./Sheet.js";

export const GuideSheet = {
  setup() {
    const body = ref(null);
    async function toCited() {
      await nextTick();
      const place = body.value?.querySelector("mark") ?? body.value?.querySelector(".is-cited");
      place?.scrollIntoView({ block: "center" });
    }
    onMounted(toCited);
    const loaded = () => [state.guides[state.sheet?.itemId], state.graphs[state.sheet?.itemId]];
    watch(loaded, toCited, { flush: "post" });
    watch(() => state.sheet?.itemId, (itemId) => itemId && toTop(body.value), { flush: "post" });

    return () => {
      const { itemId, citation } = state.sheet ?? {};
      const guide = state.guides[itemId];
      const title = guide?.name ?? t("guide.kind");
      if (!guide) return html`<${Sheet} title=${title} testid="guide-sheet">${() => html`<p class="quiet">${t("guide.loading")}…</p>`}</>`;
      const event = Boolean(guide.event_id);
      const slots = {
        default: () => html`
          <div ref=${body}>
            <${Head} guide=${guide} citation=${citation} />
            ${state.graphs[itemId] && html`<${GuideGraph} graph=${state.graphs[itemId]} itemId=${itemId} />`}
            ${event && html`<${EventItems} event=${guide} />`}
            ${guide.sections.map((section) => html`<${Section} key=${section.id} section=${section} citation=${citation} />`)}
          </div>`,
        foot: () => html`<button type="button" class="button primary wide" data-testid="handle-item" onClick=${() => handle(guide)}>${t("guide.handle")}</button>`,
      };
      if (event) delete slots.foot; // its items are handled one by one
      return html`<${Sheet} title=${title} testid="guide-sheet">${slots}</>`;
    };
  },
};

/** Another guide in the same sheet begins where a reader does. */
function toTop(body) {
  body?.closest(".sheet-body")?.scrollTo(0, 0);
  document.getElementById("sheet-title")?.focus();
}

function handle(guide) {
  closeSheet();
  say(t("chat.handle_said", { item: guide.name }));
}

/** The items of a life event, each opens its guide. */
function EventItems({ event }) {
  const items = new Map(event.parts.filter((part) => part.item_id).map((part) => [part.item_id, part.name]));
  return html`
    <section class="guide-section" data-testid="event-items">
      <h3>${t("guide.event_items")}</h3>
      <ul class="event-items">
        ${[...items].map(([itemId, name]) => html`
          <li key=${itemId}><button type="button" class="button wide" onClick=${() => openGuide(itemId)}>${name}</button></li>`)}
      </ul>
    </section>`;
}
EventItems.props = ["event"];

function Head({ guide, citation }) {
  const older = citation && citation.guide_version !== guide.version;
  return html`
    <p class="guide-meta">
      ${[guide.authority, t("guide.version", { version: guide.version, from: guide.valid_from }),
        guide.valid_until && t("guide.until", { until: guide.valid_until }),
        guide.reviewed_on && t("guide.reviewed", { on: guide.reviewed_on })].filter(Boolean).join(" · ")}
    </p>
    <p><a class="link" href=${`/guide/${guide.event_id ? `event/${guide.event_id}` : guide.item_id}`} target="_blank" rel="noopener" data-testid="guide-page">${t("guide.whole")}</a></p>
    ${guide.sample && html`<p class="remark" data-testid="sample">${t("guide.sample")}</p>`}
    ${older && html`<p class="remark">${t("guide.older", { cited: citation.guide_version, version: guide.version })}</p>`}`;
}
Head.props = ["guide", "citation"];

function Section({ section, citation }) {
  const cited = citation?.section === section.id;
  const quotes = cited ? (citation.quotes ?? [citation.quote]) : [];
  return html`
    <section class=${["guide-section", { "is-cited": cited }]} data-section=${section.id}>
      <h3>${section.title}</h3>
      ${cited && html`<p class="cited-here">${t("guide.cited")}</p>`}
      <ul>
        ${section.sentences.map((sentence, at) => html`<li key=${at}>${marked(sentence, quotes)}</li>`)}
      </ul>
    </section>`;
}
Section.props = ["section", "citation"];

/** The sentence with the quoted part in <mark>; a quote may hold several sentences. */
function marked(sentence, quotes) {
  const quote = quotes.find((one) => one && (sentence.includes(one) || one.includes(sentence)));
  if (!quote) return sentence;
  const part = sentence.includes(quote) ? quote : sentence;
  const at = sentence.indexOf(part);
  return [sentence.slice(0, at), html`<mark data-testid="quote">${part}</mark>`, sentence.slice(at + part.length)];
}
