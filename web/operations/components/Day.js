// One day closely: all its figures in words and numbers.
import { Icon } from "../../components/Icon.js";
import { t } from "../../texts.js";
import { html } from "../../vue.js";
import { closeDay } from "../actions.js";
import { fullDay, written } from "../format.js";
import { CARDS } from "../series.js";
import { countsOf } from "../store.js";

export function Day({ date, figures }) {
  const counts = countsOf(date);
  const marks = figures.unusual.filter((one) => one.date === date);
  return html`
    <section class="card day" aria-labelledby="day-title" data-testid="day">
      <div class="chart-head">
        <h2 id="day-title" tabindex="-1">${fullDay(date)}</h2>
        <button type="button" class="button small" data-testid="close-day" onClick=${closeDay}><${Icon} name="close" />${t("operations.close_day")}</button>
      </div>
      <ul class="day-marks">${marks.map((one) => html`<li key=${one.measure}>${one.text}</li>`)}</ul>
      <dl class="day-figures">
        ${CARDS.map((one) => html`<div key=${one.id}><dt>${t(`operations.card.${one.id}`)}</dt><dd>${written(one.kind, one.value(counts))}</dd></div>`)}
        ${Object.entries(counts.turns).map(([status, count]) => html`<div key=${status}><dt>${t(`operations.turn.${status}`)}</dt><dd>${written("count", count)}</dd></div>`)}
      </dl>
    </section>`;
}
Day.props = ["date", "figures"];
