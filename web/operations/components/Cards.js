// The sums of the period, each beside the period before.
import { t } from "../../texts.js";
import { html } from "../../vue.js";
import { change, written } from "../format.js";
import { CARDS } from "../series.js";

export function Cards({ figures }) {
  const { total, before, days } = figures;
  return html`
    <section aria-labelledby="cards-title">
      <h2 id="cards-title" class="visually-hidden">${t("operations.cards")}</h2>
      <p class="quiet">${t("operations.compared", { count: days.length })}</p>
      <dl class="figure-cards">
        ${CARDS.map((one) => html`
          <div class="card figure-card" key=${one.id} data-testid=${`card-${one.id}`}>
            <dt>${t(`operations.card.${one.id}`)}</dt>
            <dd class="figure-value">${written(one.kind, one.value(total))}</dd>
            <dd class="quiet">${change(one.kind, one.value(total), one.value(before))}</dd>
            ${one.of && one.of(total) > 0 && html`<dd class="quiet">${t("operations.of", { count: one.of(total) })}</dd>`}
            ${one.id === "wrong" && html`<dd class="quiet" data-testid="tickets-open">${t("operations.tickets_open", { count: figures.tickets_open })}</dd>`}
          </div>`)}
      </dl>
    </section>`;
}
Cards.props = ["figures"];
