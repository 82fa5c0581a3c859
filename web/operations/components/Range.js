// Which days, which channel; taking the figures along.
import { Icon } from "../../components/Icon.js";
import { t } from "../../texts.js";
import { html } from "../../vue.js";
import { lastDays, load } from "../actions.js";
import { tableAddress } from "../api.js";
import { shifted } from "../format.js";
import { chosen, operations } from "../store.js";

const SPANS = [7, 30, 90];
const CHANNELS = ["web", "miniprogram", "phone"];

const isLast = (days, { first, last, today }) => last === today && shifted(last, 1 - days) === first;
const print = () => window.print();

export function Range() {
  const { asked, figures, problem } = operations;
  const input = (name, label) => html`
    <label class="range-input"><span>${label}</span>
      <input type="date" data-testid=${`range-${name}`} value=${asked[name]} max=${figures?.today} aria-invalid=${String(Boolean(problem))}
        aria-describedby=${problem ? "range-problem" : null} onInput=${(event) => (asked[name] = event.target.value)} /></label>`;
  return html`
    <form class="range" aria-label=${t("operations.range")} onSubmit=${(event) => { event.preventDefault(); load(); }}>
      <div class="range-spans" role="group" aria-label=${t("operations.spans")}>
        ${SPANS.map((count) => html`
          <button key=${count} type="button" class="button small" data-testid=${`last-${count}`} aria-pressed=${String(Boolean(figures && isLast(count, figures)))}
            onClick=${() => lastDays(count)}>${t("operations.last", { count })}</button>`)}
      </div>
      ${input("from", t("operations.from"))}
      ${input("to", t("operations.to"))}
      <label class="range-input"><span>${t("operations.channel")}</span>
        <select data-testid="range-channel" value=${asked.channel} onChange=${(event) => { asked.channel = event.target.value; load(); }}>
          <option value="">${t("operations.channel_all")}</option>
          ${CHANNELS.map((one) => html`<option key=${one} value=${one} selected=${one === asked.channel}>${t(`operations.channel_${one}`)}</option>`)}
        </select></label>
      <button type="submit" class="button primary" data-testid="range-show">${t("operations.show")}</button>
      <div class="range-take">
        <a class="button" data-testid="export" href=${tableAddress(chosen())} download><${Icon} name="download" />${t("operations.export")}</a>
        <button type="button" class="button" data-testid="print" onClick=${print}><${Icon} name="printer" />${t("operations.print")}</button>
      </div>
      ${problem && html`<p id="range-problem" class="problem" role="alert" data-testid="range-problem">${problem}</p>`}
      ${asked.channel && html`<p class="quiet range-note">${t("operations.channel_note")}</p>`}
    </form>`;
}
