// What changes, part by part: before and after side by side, in words; what is gone and what is new is marked in the text too.
import { t } from "../../texts.js";
import { html } from "../../vue.js";
import { inWords, partOf, wordFor } from "../places.js";
import { compared } from "../words.js";

const MANY = 12; // changes of one part from which it is folded where several parts change

/** `before`, `after`: the guides' content, for the names of entries. `name` tells this comparison from others on the page. */
export function Diff({ changes, before, after, name }) {
  if (!changes.length) return html`<p class="quiet" data-testid="no-changes">${t("curation.no_changes")}</p>`;
  const parts = grouped(changes);
  return html`
    <div class="diff" data-testid=${`diff-${name}`}>
      ${[...parts].map(([part, ones]) => html`
        <details key=${part} class="diff-part" open=${ones.length <= MANY || parts.size === 1}>
          <summary><b>${wordFor(part)}</b><span class="quiet">${t("curation.count_changes", { count: ones.length })}</span></summary>
          <ul>${ones.map((one) => html`<${Row} key=${one.place} change=${one} before=${before} after=${after} />`)}</ul>
        </details>`)}
    </div>`;
}
Diff.props = ["changes", "before", "after", "name"];

function Row({ change, before, after }) {
  const kind = change.before === null ? "added" : change.after === null ? "removed" : "changed";
  const words = inWords(change.place, after, before).slice(1).join(" · ");
  const told = kind === "changed" ? compared(change.before, change.after) : null;
  return html`
    <li class=${["diff-row", `diff-${kind}`]} data-testid="change" data-kind=${kind} data-place=${change.place}>
      <p class="diff-place"><span class="pill diff-mark">${t(`curation.change.${kind}`)}</span>${words}</p>
      <div class="diff-sides">
        ${change.before !== null && html`<p class="diff-before"><span class="diff-side-name">${t("curation.before")}</span>${told ? marked(told.before, "del") : html`<del class="diff-all">${change.before}</del>`}</p>`}
        ${change.after !== null && html`<p class="diff-after"><span class="diff-side-name">${t("curation.after")}</span>${told ? marked(told.after, "ins") : html`<ins class="diff-all">${change.after}</ins>`}</p>`}
      </div>
    </li>`;
}
Row.props = ["change", "before", "after"];

/** All of it marked says no more than the side it stands on. */
const marked = (parts, tag) =>
  parts.map((one, at) => (one.marked ? html`<${tag} key=${at} class=${{ "diff-all": parts.length === 1 }}>${one.text}</${tag}>` : html`<span key=${at}>${one.text}</span>`));

function grouped(changes) {
  const parts = new Map();
  for (const one of changes) parts.set(partOf(one.place), [...(parts.get(partOf(one.place)) ?? []), one]);
  return parts;
}
