// One part of the archive: its heading, which a jump leads to, a line that explains it, and what is in it.
import { html } from "../vue.js";
import { t } from "../texts.js";

export function ArchivePart({ part }, { slots }) {
  return html`
    <section class="archive-part" aria-labelledby=${`archive-${part}`} data-testid=${`archive-${part}`}>
      <h3 id=${`archive-${part}`} tabindex="-1">${t(`archive.part.${part}`)}</h3>
      <p class="quiet">${t(`archive.about.${part}`)}</p>
      ${slots.default()}
    </section>`;
}
ArchivePart.props = ["part"];

export function ArchiveNothing({ part }) {
  return html`<p class="card archive-nothing">${t(`archive.nothing.${part}`)}</p>`;
}
ArchiveNothing.props = ["part"];
