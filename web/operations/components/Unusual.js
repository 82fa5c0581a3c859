// Unusual days in words, each leading to its figures.
import { Icon } from "../../components/Icon.js";
import { t } from "../../texts.js";
import { html } from "../../vue.js";
import { openDay } from "../actions.js";
import { fullDay } from "../format.js";
import { operations } from "../store.js";

/** By day, latest first, as the server orders them. */
function byDay(unusual) {
  const days = new Map();
  for (const one of unusual) days.set(one.date, [...(days.get(one.date) ?? []), one]);
  return [...days];
}

export function Unusual({ figures }) {
  const days = byDay(figures.unusual);
  return html`
    <section class=${["card", "unusual", { calm: !days.length }]} aria-labelledby="unusual-title" data-testid="unusual">
      <h2 id="unusual-title"><${Icon} name=${days.length ? "alert" : "check"} />${t(days.length ? "operations.unusual_days" : "operations.usual", { count: days.length })}</h2>
      <p class="quiet">${t("operations.unusual_how")}</p>
      ${days.length > 0 && html`
        <ul class="unusual-days">${days.map(([date, marks]) => html`
          <li key=${date} data-testid="unusual-day">
            <button type="button" class="link" data-day=${date} aria-expanded=${String(operations.day === date)} onClick=${() => openDay(date)}>${fullDay(date)}</button>
            <ul>${marks.map((one) => html`<li key=${one.measure}>${one.text}</li>`)}</ul>
          </li>`)}</ul>`}
    </section>`;
}
Unusual.props = ["figures"];
