// What is asked and begun most, what stays without an answer, and how people rate.
import { t } from "../../texts.js";
import { html } from "../../vue.js";
import { written } from "../format.js";
import { operations } from "../store.js";

const rated = (levels) => [5, 4, 3, 2, 1].map((level) => ({ key: level, label: t(`operations.levels.${level}`), count: levels[level - 1] }));

export function Lists({ figures }) {
  const { total } = figures;
  const items = (found) => found.map((one) => ({ key: one.item_id, label: one.name, count: one.count }));
  const questions = figures.most_unanswered.map((one) => ({ key: one.ticket_id, label: one.question, count: one.count }));
  return html`
    <div class="lists">
      <${Ranked} id="asked" rows=${items(figures.most_asked)} />
      <${Ranked} id="begun" rows=${items(figures.most_begun)} />
      ${operations.person.role !== "reviewer" && html`<${Ranked} id="unanswered" rows=${questions} />`}
      ${total.answer_ratings.count > 0 && html`<${Ranked} id="answer_ratings" rows=${rated(total.answer_ratings.levels)} />`}
      ${total.case_ratings.count > 0 && html`<${Ranked} id="case_ratings" rows=${rated(total.case_ratings.levels)} />`}
    </div>`;
}
Lists.props = ["figures"];

function Ranked({ id, rows }) {
  const most = Math.max(1, ...rows.map((one) => one.count));
  return html`
    <section class="card ranked" aria-labelledby=${`list-${id}`} data-testid=${`list-${id}`}>
      <h2 id=${`list-${id}`}>${t(`operations.list.${id}`)}</h2>
      ${!rows.length && html`<p class="quiet">${t("operations.list_none")}</p>`}
      <ol>${rows.map(({ key, label, count }) => html`
        <li key=${key}>
          <span class="ranked-label">${label}</span><span class="ranked-count">${written("count", count)}</span>
          <svg class="ranked-bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true" focusable="false"><rect class="ranked-ground" width="100" height="6" /><rect class="ranked-part" width=${(count / most) * 100} height="6" /></svg>
        </li>`)}</ol>
    </section>`;
}
Ranked.props = ["id", "rows"];
