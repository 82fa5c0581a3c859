// 帮家人办: what waits for an answer, whom one acts for, who acts for oneself, and how to begin either.
import { html, ref } from "../vue.js";
import { loadDelegations } from "../actions/family.js";
import { loading } from "../loading.js";
import { state } from "../store.js";
import { t } from "../texts.js";
import { ChildForm } from "./ChildForm.js";
import { CodeForm } from "./CodeForm.js";
import { DelegationCard } from "./DelegationCard.js";
import { OwnPage } from "./OwnPage.js";
import { PresenceForm } from "./PresenceForm.js";
import { WishForm } from "./WishForm.js";

const FORMS = { code: CodeForm, ask: WishForm, invite: WishForm, child: ChildForm };
const AT_THE_WINDOW = { presence: PresenceForm, code: CodeForm, ask: WishForm };
const WAITING = ["offered", "asked", "checking"];

export const FamilyPage = {
  setup() {
    const open = ref(null); // which of the forms
    const loads = loading(loadDelegations);
    const done = () => {
      open.value = null;
      document.getElementById("own-title")?.focus();
    };

    return () => html`<${OwnPage} title=${t("own.family_title")} loading=${loads}>${() => {
      const forms = state.person.helper ? AT_THE_WINDOW : FORMS;
      return html`
        <div data-testid="family">
          <p>${t("family.lead")}</p>
          ${Object.entries(grouped()).map(([name, found]) => found.length > 0 && html`<${Group} key=${name} name=${name} found=${found} />`)}
          <section aria-labelledby="family-begin">
            <h3 id="family-begin">${t("family.begin")}</h3>
            ${Object.keys(forms).map((name) => html`
              <div class="card family-way" key=${name}>
                <button type="button" class="way" aria-expanded=${String(open.value === name)} data-testid=${`way-${name}`} onClick=${() => (open.value = open.value === name ? null : name)}>
                  <b>${t(`family.way.${name}`)}</b><span class="quiet">${t(`family.way_why.${name}`)}</span></button>
                ${open.value === name && html`<${forms[name]} key=${name} kind=${name} onDone=${done} />`}
              </div>`)}
          </section>
        </div>`;
    }}</>`;
  },
};

/** What must be answered, what holds, what waits for others, what is over. */
function grouped() {
  const among = (holds) => state.delegations.filter(holds);
  const answering = (one) => one.may.includes("accept");
  return {
    answer: among(answering),
    agent: among((one) => one.state === "active" && one.side === "agent"),
    principal: among((one) => one.state === "active" && one.side === "principal"),
    waiting: among((one) => WAITING.includes(one.state) && !answering(one)),
    over: among((one) => one.state !== "active" && !WAITING.includes(one.state)),
  };
}

function Group({ name, found }) {
  const list = html`<ul class="case-list">${found.map((one) => html`<${DelegationCard} key=${one.delegation_id} one=${one} />`)}</ul>`;
  if (name === "over") return html`<details class="rest card"><summary><h3>${t("family.group.over")}</h3></summary>${list}</details>`;
  return html`
    <section aria-labelledby=${`family-${name}`} data-testid=${`family-${name}`}>
      <h3 id=${`family-${name}`}>${t(`family.group.${name}`)}</h3>
      ${list}
    </section>`;
}
Group.props = ["name", "found"];
