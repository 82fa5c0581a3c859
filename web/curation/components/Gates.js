// The five gates in a row: how each stands, who signed it, and the verdict for who holds it.
import { Icon } from "../../components/Icon.js";
import { moment } from "../../format.js";
import { t } from "../../texts.js";
import { html } from "../../vue.js";
import { ask } from "../actions/base.js";
import { desk, isAuthor, maySign } from "../store.js";

const ICONS = { open: "clock", passed: "check", rejected: "close" };

export function Gates({ draft }) {
  const own = draft.state === "open" && isAuthor(draft) && desk.person.gates.length > 0;
  return html`
    <section class="card" aria-labelledby="gates-title" data-part="gates" tabindex="-1">
      <h2 id="gates-title">${t("curation.gates")}</h2>
      ${own && html`<p class="remark">${t("curation.own_draft")}</p>`}
      <ol class="gates">${draft.gates.map((gate) => html`<${Gate} key=${gate.gate} gate=${gate} draft=${draft} />`)}</ol>
    </section>`;
}
Gates.props = ["draft"];

function Gate({ gate, draft }) {
  const { review } = gate;
  const holders = desk.accounts.filter((one) => one.gates.includes(gate.gate) && !draft.authors.includes(one.account)).map((one) => one.name);
  return html`
    <li class=${["gate", `gate-${gate.state}`]} data-testid=${`gate-${gate.gate}`} data-state=${gate.state}>
      <p class="gate-name">${gate.name}</p>
      <p class="gate-state"><${Icon} name=${ICONS[gate.state]} />${t(`curation.gate_state.${gate.state}`)}</p>
      ${review && html`<p class="quiet">${t("curation.signed_by", { name: review.reviewer_name, date: moment(review.signed_at) })}</p>`}
      ${review?.note && html`<p class="gate-note">${review.note}</p>`}
      ${maySign(draft, gate.gate)
        ? html`
          <div class="gate-acts">
            <button type="button" class="button small" data-testid=${`pass-${gate.gate}`} aria-label=${t("curation.pass_named", { label: gate.name })} onClick=${() => ask("pass", { gate })}>${t("curation.pass")}</button>
            <button type="button" class="button small danger" data-testid=${`reject-${gate.gate}`} aria-label=${t("curation.reject_named", { label: gate.name })} onClick=${() => ask("reject", { gate })}>${t("curation.reject")}</button>
          </div>`
        : draft.state === "open" && !review && holders.length > 0 && html`<p class="quiet">${t("curation.held_by", { name: holders.join("、") })}</p>`}
    </li>`;
}
Gate.props = ["gate", "draft"];
