// 我的档案: what is kept about me and from where, my certificates, what I agreed to, where it was used, and taking it along or away.
import { html, nextTick, ref } from "../vue.js";
import { loadArchive } from "../actions/archive.js";
import { loading } from "../loading.js";
import { t } from "../texts.js";
import { ArchiveCertificates } from "./ArchiveCertificates.js";
import { ArchiveConsents } from "./ArchiveConsents.js";
import { ArchiveData } from "./ArchiveData.js";
import { ArchiveFacts } from "./ArchiveFacts.js";
import { ArchiveUses } from "./ArchiveUses.js";
import { Icon } from "./Icon.js";
import { OwnPage } from "./OwnPage.js";

const ICONS = { facts: "person", certificates: "card", consents: "check", uses: "clock", data: "download" };

export const ArchivePage = {
  setup() {
    const archive = ref(null); // { profile, uses, recordings }
    const told = ref("");
    async function load() {
      const answer = await loadArchive();
      if (answer) archive.value = answer;
      return Boolean(answer);
    }
    const loads = loading(load);

    /** After an act: what is kept now, said aloud; the focus goes to the part it was in, unless it has a place already. */
    async function changed(sentence, part) {
      await load();
      told.value = sentence;
      await nextTick();
      if (part) document.getElementById(`archive-${part}`)?.focus();
    }

    return () => html`<${OwnPage} title=${t("archive.title")} loading=${loads}>${() => {
      const { profile, uses, recordings } = archive.value;
      return html`
        <div class="archive" data-testid="archive">
          <p class="archive-lead">${t("archive.lead")}</p>
          <${Jumps} profile=${profile} uses=${uses} />
          <p class=${told.value ? "archive-told" : "visually-hidden"} role="status" data-testid="archive-told">${told.value && html`<${Icon} name="check" />`}${told.value}</p>
          <${ArchiveFacts} profile=${profile} onChanged=${changed} />
          <${ArchiveCertificates} certificates=${profile.certificates} onChanged=${changed} />
          <${ArchiveConsents} consents=${profile.consents} />
          <${ArchiveUses} uses=${uses} />
          <${ArchiveData} profile=${profile} recordings=${recordings} onChanged=${changed} />
        </div>`;
    }}</>`;
  },
};

/** How much there is of each, and the way to it. */
function Jumps({ profile, uses }) {
  const { consents } = profile;
  const counts = {
    facts: profile.facts.length,
    certificates: profile.certificates.length,
    consents: consents.kept.length + consents.promises.length + consents.delegations.length + (consents.wishes.kinds.length ? 1 : 0),
    uses: uses.length,
    data: null,
  };
  const go = (part) => document.getElementById(`archive-${part}`)?.focus();
  return html`
    <ul class="archive-jumps" aria-label=${t("archive.jumps")}>
      ${Object.entries(counts).map(([part, count]) => html`
        <li key=${part}><button type="button" class="archive-jump" data-testid=${`archive-to-${part}`} onClick=${() => go(part)}>
          <${Icon} name=${ICONS[part]} /><span>${t(`archive.part.${part}`)}</span>${count !== null && html`<b>${count}</b>`}</button></li>`)}
    </ul>`;
}
Jumps.props = ["profile", "uses"];
