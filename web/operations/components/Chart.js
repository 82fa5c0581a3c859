// One chart: a drawing told in a sentence, or the same numbers as a table; unusual days are marked on both.
import { Icon } from "../../components/Icon.js";
import { t } from "../../texts.js";
import { html, ref } from "../../vue.js";
import { written } from "../format.js";
import { marksOf, rowsOf } from "../series.js";
import { ChartTable } from "./ChartTable.js";
import { Drawing, Swatch } from "./Drawing.js";

export const Chart = {
  props: ["chart", "figures"],
  setup(props) {
    const asTable = ref(false);
    return () => {
      const { chart, figures } = props;
      const rows = rowsOf(chart, figures.days);
      const marks = marksOf(chart, figures.unusual);
      const title = t(`operations.chart.${chart.id}`);
      return html`
        <figure class="card chart" data-testid=${`chart-${chart.id}`} aria-labelledby=${`chart-${chart.id}-title`}>
          <figcaption class="chart-head">
            <h2 id=${`chart-${chart.id}-title`}>${title}</h2>
            <button type="button" class="button small" data-testid="as-table" aria-pressed=${String(asTable.value)} aria-label=${t("operations.table_of", { label: title })}
              onClick=${() => (asTable.value = !asTable.value)}><${Icon} name="list" />${t("operations.table")}</button>
          </figcaption>
          <p class="quiet chart-lead">${t(`operations.lead.${chart.id}`)}</p>
          ${asTable.value
            ? html`<${ChartTable} chart=${chart} rows=${rows} days=${figures.days} marks=${marks} title=${title} />`
            : html`
              <${Drawing} chart=${chart} rows=${rows} days=${figures.days} marks=${marks} summary=${summary(title, chart, rows)} />
              <${Legend} chart=${chart} rows=${rows} />`}
        </figure>`;
    };
  },
};

function Legend({ chart, rows }) {
  return html`
    <ul class="legend">${rows.map(({ id }, at) => html`
      <li key=${id}><${Swatch} shape=${chart.shape} at=${at} chart=${chart.id} />${t(`operations.series.${id}`)}</li>`)}</ul>`;
}
Legend.props = ["chart", "rows"];

/** What a person who doesn't see the drawing is told: each series with its least, most and last value. */
function summary(title, { kind }, rows) {
  const told = rows.map(({ id, values }) => {
    const known = values.filter((value) => value !== null);
    const label = t(`operations.series.${id}`);
    if (!known.length) return t("operations.summary_none", { label });
    const [from, until, value] = [Math.min(...known), Math.max(...known), known.at(-1)].map((one) => written(kind, one));
    return t("operations.summary", { label, from, until, value });
  });
  return `${title}：${told.join("；")}`;
}
