// What the checks find in a guide: where, why, and how it is mended.
import { Icon } from "../../components/Icon.js";
import { t } from "../../texts.js";
import { html } from "../../vue.js";
import { inWords } from "../places.js";

export function DraftFindings({ findings, content }) {
  return html`
    <section class="card curation-findings" aria-labelledby="findings-title" data-testid="draft-findings">
      <h2 id="findings-title">${t("curation.findings", { count: findings.length })}</h2>
      <${FindingList} findings=${findings} content=${content} />
    </section>`;
}
DraftFindings.props = ["findings", "content"];

/** `goTo(place)` makes each place a way to where it is mended. */
export function FindingList({ findings, content, goTo }) {
  return html`
    <ul class="curation-finding-list">${findings.map((one, at) => {
      const place = inWords(one.place, content).join(" · ") || t("curation.whole");
      return html`
        <li key=${at} data-testid="draft-finding">
          <${Icon} name="alert" />
          <div>${goTo
            ? html`<button type="button" class="link" data-testid="go-to-finding" onClick=${() => goTo(one.place)}>${place}</button>`
            : html`<b>${place}</b>`}
            <p>${one.why}</p><p class="quiet">${one.mend}</p></div>
        </li>`;
    })}</ul>`;
}
FindingList.props = ["findings", "content", "goTo"];
