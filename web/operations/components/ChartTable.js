// The numbers of a chart, a row a day, the latest first.
import { t } from "../../texts.js";
import { html } from "../../vue.js";
import { fullDay, written } from "../format.js";

export function ChartTable({ chart, rows, days, marks, title }) {
  const lines = days.map((day, at) => ({ date: day.date, at })).reverse();
  return html`
    <div class="chart-table" tabindex="0" role="region" aria-label=${title} data-testid="chart-table">
      <table>
        <thead><tr>
          <th scope="col">${t("operations.date")}</th>
          ${rows.map(({ id }) => html`<th key=${id} scope="col">${t(`operations.series.${id}`)}</th>`)}
          <th scope="col">${t("operations.unusual")}</th>
        </tr></thead>
        <tbody>${lines.map(({ date, at }) => html`
          <tr key=${date} class=${{ marked: marks.has(date) }}>
            <th scope="row">${fullDay(date)}</th>
            ${rows.map(({ id, values }) => html`<td key=${id}>${written(chart.kind, values[at])}</td>`)}
            <td>${(marks.get(date) ?? []).map((one) => html`<p key=${one.measure}>${one.text}</p>`)}</td>
          </tr>`)}</tbody>
      </table>
    </div>`;
}
ChartTable.props = ["chart", "rows", "days", "marks", "title"];
