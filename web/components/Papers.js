// What can be printed or kept: PDFs made by the server, opened in a tab of their own.
import { html } from "../vue.js";
import { paperAddress } from "../api.js";
import { t } from "../texts.js";
import { Icon } from "./Icon.js";

export function Papers({ application }) {
  const kinds = ["form", ...(application.receipt ? ["receipt"] : []), ...(application.findings.length || application.state === "returned" ? ["notice"] : [])];
  return html`
    <p class="papers no-print" role="group" aria-label=${t("papers.title")}>
      ${kinds.map((kind) => html`
        <a class="button small" key=${kind} target="_blank" rel="noopener" data-testid=${`paper-${kind}`} href=${paperAddress(application.application_id, kind)}>
          <${Icon} name="printer" />${t(`papers.${kind}`)}<span class="visually-hidden">${t("papers.new_tab")}</span></a>`)}
    </p>`;
}
Papers.props = ["application"];
