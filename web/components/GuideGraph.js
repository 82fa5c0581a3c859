// What leads to an item and what it leads to: three columns of boxes; on narrow sheets one below the other.
import { html } from "../vue.js";
import { openGuide } from "../actions/guides.js";
import { t } from "../texts.js";
import { Icon } from "./Icon.js";

export function GuideGraph({ graph, itemId }) {
  const drawn = columns(graph, itemId);
  if (!drawn.before.length && !drawn.results.length && !drawn.after.length) return null;
  const { name } = drawn.here;
  return html`
    <section class="graph" data-testid="guide-graph" aria-labelledby="graph-title">
      <h3 id="graph-title">${t("graph.title")}</h3>
      <div class="graph-columns">
        ${drawn.before.length > 0 && html`
          <div class="graph-column">
            ${drawn.before.map(({ caption, nodes }) => html`<${Boxes} key=${nodes[0]?.id} caption=${caption} nodes=${nodes} />`)}
          </div>
          <${Arrow} />`}
        <div class="graph-column graph-here">
          <p class="graph-caption">${t("graph.here")}</p>
          <p class="graph-box">${name}</p>
          ${drawn.events.map((event) => html`<p key=${event.id} class="graph-caption">${t("graph.event", { name: event.name })}</p>`)}
        </div>
        ${drawn.results.length + drawn.after.length > 0 && html`
          <${Arrow} />
          <div class="graph-column">
            <${Boxes} caption=${t("graph.result")} nodes=${drawn.results} />
            <${Boxes} caption=${t("graph.after")} nodes=${drawn.after} />
          </div>`}
      </div>
    </section>`;
}
GuideGraph.props = ["graph", "itemId"];

function Arrow() {
  return html`<span class="graph-arrow" aria-hidden="true"><${Icon} name="down" /></span>`;
}

function Boxes({ caption, nodes }) {
  if (!nodes.length) return null;
  return html`
    <div class="graph-group">
      <p class="graph-caption">${caption}</p>
      <ul>${nodes.map((node) => html`<li key=${node.id}>${box(node)}</li>`)}</ul>
    </div>`;
}
Boxes.props = ["caption", "nodes"];

/** A box that opens the guide, or one to read where there is none. */
function box(node) {
  if (!node.guide) return html`<span class="graph-box" data-kind=${node.kind}>${node.name}</span>`;
  return html`
    <button type="button" class="graph-box" data-testid=${`graph-item-${node.id}`} onClick=${() => openGuide(node.id)}>${node.name}</button>`;
}

/** What comes before, what is issued, what follows, and the life events it is part of. */
function columns({ nodes, edges }, itemId) {
  const named = new Map(nodes.map((node) => [node.id, node]));
  const into = edges.filter((edge) => edge.target === itemId);
  const out = edges.filter((edge) => edge.source === itemId);
  const results = out.filter((edge) => edge.kind === "issues").map((edge) => edge.target);
  const leads = edges.filter((edge) => edge.kind === "asked_for" && results.includes(edge.source));
  const all = (ids) => [...new Set(ids)].map((id) => named.get(id)).filter(Boolean);
  const targets = (list) => all(list.map((edge) => edge.target));
  return {
    here: named.get(itemId),
    before: before(into, edges).map(({ caption, ids }) => ({ caption, nodes: all(ids) })),
    results: all(results),
    after: targets([...out.filter((edge) => edge.kind === "after"), ...leads]),
    events: targets(out.filter((edge) => edge.kind === "part_of")),
  };
}

/** In groups of alternatives: edges with the same text. A certificate stands for the items that issue it. */
function before(into, edges) {
  const groups = new Map();
  for (const edge of into) {
    const sources = edge.kind === "asked_for"
      ? edges.filter((one) => one.kind === "issues" && one.target === edge.source).map((one) => one.source)
      : [edge.source];
    groups.set(edge.text, [...(groups.get(edge.text) ?? []), ...sources]);
  }
  return [...groups.values()].map((ids) => ({ caption: t(ids.length > 1 ? "graph.before_any" : "graph.before"), ids }));
}
