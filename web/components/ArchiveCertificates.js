// 我的证照: a card each, with how long it is good and the way to renew it.
import { html, ref } from "../vue.js";
import { done, removeCertificate, wholeCertificate } from "../actions/archive.js";
import { handleItem } from "../actions/ways.js";
import { day } from "../format.js";
import { t } from "../texts.js";
import { ArchiveNothing, ArchivePart } from "./ArchivePart.js";
import { AskTwice } from "./AskTwice.js";
import { Icon } from "./Icon.js";

export function ArchiveCertificates({ certificates, onChanged }) {
  return html`
    <${ArchivePart} part="certificates">${() => html`
      ${!certificates.length && html`<${ArchiveNothing} part="certificates" />`}
      ${certificates.length > 0 && html`<ul class="certificates">${certificates.map((one, at) => html`<${Certificate} key=${one.certificate_id} one=${one} renews=${renewsFirst(certificates, at)} onChanged=${onChanged} />`)}</ul>`}`}</>`;
}
ArchiveCertificates.props = ["certificates", "onChanged"];

/** Both sides of a card are renewed by one item: it is offered once. */
function renewsFirst(certificates, at) {
  const item = certificates[at].renewal_item_id;
  return Boolean(item) && certificates.findIndex((one) => one.renewal_item_id === item) === at;
}

const Certificate = {
  props: ["one", "renews", "onChanged"],
  setup(props) {
    const whole = ref(null);
    const named = () => ({ label: props.one.label });
    const toggle = () => (whole.value ? (whole.value = null) : done(async () => (whole.value = await wholeCertificate(props.one.certificate_id))));
    async function remove() {
      if (await done(() => removeCertificate(props.one.certificate_id))) await props.onChanged(t("archive.removed", named()), "certificates");
    }
    return () => {
      const { one } = props;
      return html`
        <li class=${["card", "certificate", `is-${one.state}`]} data-testid="certificate" data-state=${one.state} data-type=${one.document_type}>
          <div class="certificate-head">
            <span class="certificate-mark"><${Icon} name="card" /></span>
            <h4>${one.label}</h4>
            <span class=${["pill", `is-${one.state}`]}>${t(`archive.validity.${one.state}`)}</span>
          </div>
          ${!whole.value && one.number && html`<p class="certificate-number"><span class="visually-hidden">${one.number.label}</span>${one.number.value}</p>`}
          ${whole.value && html`<dl class="certificate-all" data-testid="certificate-all">${whole.value.fields.map((field) => html`<div key=${field.name}><dt>${field.label}</dt><dd>${field.value}</dd></div>`)}</dl>`}
          <p class="certificate-until">${untilOf(one)}</p>
          ${props.renews && html`<button type="button" class="button accent" data-testid="certificate-renew" aria-label=${t("archive.renew_named", named())} onClick=${() => handleItem(one.renewal_item_id)}>${t("archive.renew")}</button>`}
          <div class="fact-acts">
            <button type="button" class="link" data-testid="certificate-show" aria-expanded=${String(Boolean(whole.value))} aria-label=${t(whole.value ? "archive.less_named" : "archive.more_named", named())} onClick=${toggle}>${t(whole.value ? "archive.less" : "archive.more")}</button>
            <${AskTwice} testid="certificate-delete" label=${t("archive.delete")} name=${t("archive.delete_named", named())}
              question=${t("archive.delete_ask_certificate", named())} yes=${t("archive.delete_yes")} no=${t("archive.delete_no")} onYes=${remove} />
          </div>
        </li>`;
    };
  },
};

function untilOf({ state, valid_until, days_left }) {
  if (!valid_until) return t("archive.no_end");
  const date = day(valid_until);
  if (state === "expired") return t("archive.ended", { date });
  if (state === "valid") return t("archive.good_until", { date });
  return days_left ? t("archive.days_left", { count: days_left, date }) : t("archive.last_day");
}
