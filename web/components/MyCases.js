// What of one's own is under way: what waits for the person first, each with how it stands and by when.
import { html, onMounted, watch } from "../vue.js";
import { continueApplication } from "../actions/ways.js";
import { standing } from "../cases.js";
import { day } from "../format.js";
import { addressOf } from "../route.js";
import { KEYS, remember } from "../storage.js";
import { EDITABLE, openCases, sideOf } from "../store.js";
import { t } from "../texts.js";
import { Icon } from "./Icon.js";

const MOST = 3;
const FIRST = ["returned", "ready", "draft"];
const order = ({ state }) => (FIRST.indexOf(state) + 1 || FIRST.length + 1);

export const MyCases = {
  setup() {
    onMounted(() => watch(() => openCases().length, (count) => remember(KEYS.open, count || null), { immediate: true }));
    return () => {
      const open = [...openCases()].sort((one, other) => order(one) - order(other));
      return html`
        <section class="under-way" aria-labelledby="mine-title" data-testid="mine">
          <div class="mine-head">
            <h3 id="mine-title">${t("welcome.mine_title")}</h3>
            <a class="link" href=${addressOf("cases")}>${open.length > MOST ? t("welcome.mine_all", { count: open.length }) : t("welcome.mine_more")}</a>
          </div>
          <ul class="mine-list">${open.slice(0, MOST).map((one) => html`<li key=${one.application_id}><${Row} one=${one} /></li>`)}</ul>
        </section>`;
    };
  },
};

function Row({ one }) {
  const name = sideOf(one) === "agent" ? t("acting.named", { name: one.owner_name, item: one.item_name }) : one.item_name;
  const due = one.receipt?.deadline && !EDITABLE.includes(one.state) ? t("welcome.due", { date: day(one.receipt.deadline) }) : "";
  const inside = html`
    <span class="mine-text"><b>${name}</b><span class="quiet">${due || standing(one)}</span></span>
    <span class=${["pill", `state-${one.state}`]}>${t(`state.${one.state}`)}</span>
    <${Icon} name="onward" />`;
  return EDITABLE.includes(one.state)
    ? html`<button type="button" class=${["mine-row", { urgent: one.state === "returned" }]} data-testid="continue" onClick=${() => continueApplication(one.application_id)}>${inside}</button>`
    : html`<a class="mine-row" href=${addressOf(one.bundle_id ? "cases" : `cases/${one.application_id}`)} data-testid="follow">${inside}</a>`;
}
Row.props = ["one"];
