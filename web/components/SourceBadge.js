// Where a value comes from, and how sure the reading was.
import { html } from "../vue.js";
import { t } from "../texts.js";

const SURE = 0.95; // as `ocr.calibration.SURE`; tests/web keeps them alike

export function SourceBadge({ value }) {
  const percent = Math.round((value.confidence ?? 1) * 100);
  const read = value.source === "document";
  const low = read && value.confidence < SURE;
  return html`
    <span class="source-line">
      <span class=${["source", `from-${value.source}`]} data-testid="field-source" title=${t(`source_long.${value.source}`)}>${t(`source.${value.source}`)}</span>
      ${read && html`<span class=${["confidence", { low }]} data-testid="field-confidence">${t(low ? "form.confidence_low" : "form.confidence", { percent })}</span>`}
    </span>`;
}
SourceBadge.props = ["value"];
