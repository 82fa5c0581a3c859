// What the authority gave at the end, and how it gets to the person.
import { html } from "../vue.js";
import { resultAddress } from "../api.js";
import { moment } from "../format.js";
import { t } from "../texts.js";
import { Icon } from "./Icon.js";

export function ResultCard({ result, applicationId }) {
  return html`
    <section class="card result" aria-labelledby="result-title" data-testid="result">
      <h3 id="result-title">${t("result.title")}</h3>
      <p class="result-name">${result.title}</p>
      <p>${t(`result.by.${result.by}`)}</p>
      ${result.by === "post" && result.tracking_number && html`<p data-testid="tracking">${t("result.tracking", { name: result.carrier, number: result.tracking_number })}</p>`}
      ${result.note && html`<p>${result.note}</p>`}
      <p class="quiet">${moment(result.given_at)}</p>
      ${result.has_file && html`
        <a class="button primary" href=${resultAddress(applicationId)} download=${result.filename || null} data-testid="result-file"><${Icon} name="download" />${t("result.download")}</a>`}
    </section>`;
}
ResultCard.props = ["result", "applicationId"];
