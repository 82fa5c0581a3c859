// 用在哪里: by case, what of the archive went into it, and who handled it.
import { html } from "../vue.js";
import { continueApplication } from "../actions/ways.js";
import { day } from "../format.js";
import { addressOf } from "../route.js";
import { t } from "../texts.js";
import { ArchiveNothing, ArchivePart } from "./ArchivePart.js";
import { Icon } from "./Icon.js";

const DRAFT = ["draft", "ready"];
const KINDS = ["facts", "certificates", "registers"];

export function ArchiveUses({ uses }) {
  return html`
    <${ArchivePart} part="uses">${() => html`
      ${!uses.length && html`<${ArchiveNothing} part="uses" />`}
      ${uses.length > 0 && html`
        <ol class="card timeline archive-timeline">${uses.map((use) => html`
          <li key=${use.application_id} data-testid="use">
            <span class="timeline-mark"><${Icon} name="file" /></span>
            <div>
              <p class="use-case"><${Case} use=${use} /><span class=${["pill", `state-${use.state}`]}>${t(`state.${use.state}`)}</span></p>
              <p class="quiet"><time datetime=${use.on}>${day(use.on)}</time>${whoOf(use) && html`<span>${whoOf(use)}</span>`}</p>
              ${KINDS.map((kind) => use[kind].length > 0 && html`
                <p key=${kind} class="use-what"><span class="quiet">${t(`archive.used.${kind}`)}</span> ${use[kind].join(t("photo.and"))}</p>`)}
            </div>
          </li>`)}</ol>`}`}</>`;
}
ArchiveUses.props = ["uses"];

function Case({ use }) {
  const { application_id: id, item_name: name } = use;
  if (!use.may_open) return html`<b>${name}</b>`;
  if (DRAFT.includes(use.state)) return html`<button type="button" class="link" data-testid="use-open" onClick=${() => continueApplication(id)}>${name}</button>`;
  return html`<a class="link" data-testid="use-open" href=${addressOf(`cases/${id}`)}>${name}</a>`;
}
Case.props = ["use"];

function whoOf(use) {
  if (use.agent_name) return t("archive.by_agent", { name: use.agent_name });
  return use.principal_name ? t("archive.for_principal", { name: use.principal_name }) : "";
}
