// 我同意过的: what is kept for next time, what I want to be told, what I promised, and who acts for whom.
import { html } from "../vue.js";
import { day, moment } from "../format.js";
import { addressOf } from "../route.js";
import { t } from "../texts.js";
import { ArchivePart } from "./ArchivePart.js";

const comma = () => t("photo.and");

export function ArchiveConsents({ consents }) {
  const { kept, wishes, promises, delegations } = consents;
  return html`
    <${ArchivePart} part="consents">${() => html`
      <div class="card archive-consents">
        <${Kind} name="kept" some=${kept.length > 0}>${() => kept.map((one) => html`
          <li key=${one.application_id}>${t("archive.kept_from", { name: one.item_name || t("archive.case_gone"), label: one.labels.join(comma()), date: day(one.on) })}</li>`)}</>
        <${Kind} name="wishes" some=${wishes.kinds.length > 0} to="reminders">${() => html`
          <li>${wishes.kinds.map((kind) => t(`wishes.kind.${kind}`)).join(comma())}</li>
          ${wishes.by_message && html`<li>${t("archive.by_message")}</li>`}`}</>
        <${Kind} name="promises" some=${promises.length > 0}>${() => promises.map((one) => html`
          <li key=${one.application_id + one.material}><details><summary>${t("archive.promised", { name: one.item_name, label: one.material, date: moment(one.at) })}</summary><blockquote class="words">${one.text}</blockquote></details></li>`)}</>
        <${Kind} name="delegations" some=${delegations.length > 0} to="family">${() => delegations.map((one) => html`
          <li key=${one.delegation_id} class="archive-grant" data-testid="archive-delegation" data-side=${one.side}>${t(`family.between.${one.side}`, { name: one.other_name })}
            <span class=${["pill", one.state === "active" ? "state-accepted" : "quiet-pill"]}>${one.state === "active" ? t("archive.in_force") : t(`family.state.${one.state}`)}</span>
            <span class="quiet">${t("archive.granted_until", { date: day(one.until) })}</span></li>`)}</>
      </div>`}</>`;
}
ArchiveConsents.props = ["consents"];

function Kind({ name, some, to }, { slots }) {
  return html`
    <div class="archive-consent" data-testid=${`consent-${name}`}>
      <div class="archive-consent-head">
        <h4>${t(`archive.consent.${name}`)}</h4>
        ${to && html`<a class="link" href=${addressOf(to)} aria-label=${t(`archive.consent_go_named.${name}`)}>${t("archive.consent_go")}</a>`}
      </div>
      ${some ? html`<ul>${slots.default()}</ul>` : html`<p class="quiet">${t(`archive.none.${name}`)}</p>`}
    </div>`;
}
Kind.props = ["name", "some", "to"];
