// 我的信息: each value with whose word it is, since when and until when; shown, corrected and deleted one by one.
import { html } from "../vue.js";
import { t } from "../texts.js";
import { ArchiveFact } from "./ArchiveFact.js";
import { ArchiveNothing, ArchivePart } from "./ArchivePart.js";

const GROUPS = ["self", "contact", "money", "family", "work", "benefits", "other"];

export function ArchiveFacts({ profile, onChanged }) {
  const groups = GROUPS.map((name) => [name, profile.facts.filter((one) => one.group === name)]).filter(([, facts]) => facts.length);
  return html`
    <${ArchivePart} part="facts">${() => html`
      ${!groups.length && html`<${ArchiveNothing} part="facts" />`}
      ${groups.map(([name, facts]) => html`
        <div class="card archive-group" key=${name}>
          <h4 id=${`archive-group-${name}`}>${t(`archive.group.${name}`)}</h4>
          <ul aria-labelledby=${`archive-group-${name}`}>${facts.map((fact) => html`<${ArchiveFact} key=${fact.name} fact=${fact} onChanged=${onChanged} />`)}</ul>
        </div>`)}`}</>`;
}
ArchiveFacts.props = ["profile", "onChanged"];
