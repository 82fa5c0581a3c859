// A question and its published answer, for an item's guide: what it rests on is chosen among the guide's legal basis.
import { Icon } from "../../components/Icon.js";
import { t } from "../../texts.js";
import { html, onMounted, ref } from "../../vue.js";
import { proposePair } from "../actions/asking.js";
import { focusOn, tryTo } from "../actions/base.js";
import * as api from "../api.js";
import { desk } from "../store.js";
import { Refused } from "./Head.js";
import { ItemFinder } from "./ItemFinder.js";

export const PairForm = {
  props: ["question", "item"],
  setup(props) {
    const item = ref(null); // { item_id, name }
    const bases = ref([]); // legal basis of its guide
    const given = ref({ question: props.question, answer: "", basis: [] });
    const faults = ref([]); // [{ field, text }]
    const finding = ref(!props.item);
    async function choose(chosen) {
      const guide = await tryTo(() => api.guide(chosen.item_id));
      if (!guide) {
        finding.value = true;
        return;
      }
      item.value = { item_id: chosen.item_id, name: guide.name };
      bases.value = guide.content.legal_basis;
      given.value.basis = [];
      finding.value = false;
      await focusOn("#pair-question");
    }
    onMounted(() => (props.item ? choose(props.item) : focusOn("#finder")));
    function send() {
      desk.problem = "";
      faults.value = lackingIn(item.value, given.value);
      if (faults.value.length) focusOn("#pair-faults");
      else proposePair({ item_id: item.value.item_id, ...given.value });
    }
    return () => html`
      <section class="card pair-form" aria-labelledby="pair-title" data-testid="pair-form">
        <h2 id="pair-title">${t("curation.pair_title")}</h2>
        <${Faults} faults=${faults.value} />
        ${!finding.value
          ? item.value && html`<p>${t("curation.for_item")}：<b data-testid="pair-item">${item.value.name}</b> <button type="button" class="link" data-testid="other-item" onClick=${() => { finding.value = true; focusOn("#finder"); }}>${t("curation.other_item")}</button></p>`
          : html`<${ItemFinder} initial=${props.question} chosen=${item.value?.item_id} onChoose=${choose} />`}
        <${Box} name="question" label=${t("curation.pair_question")} rows="1" longest="200" given=${given.value} faults=${faults.value} />
        <${Box} name="answer" label=${t("curation.pair_answer")} why=${t("curation.pair_answer_why")} rows="4" longest="2000" given=${given.value} faults=${faults.value} />
        ${bases.value.length > 0 && html`
          <fieldset class="desk-input"><legend>${t("curation.pair_basis")}</legend>
            ${bases.value.map((one) => html`
              <label key=${one.id} class="queue-check"><input type="checkbox" data-testid="pair-basis" checked=${given.value.basis.includes(one.id)}
                onChange=${(event) => (given.value.basis = event.target.checked ? [...given.value.basis, one.id] : given.value.basis.filter((id) => id !== one.id))} />${one.law} ${one.article}</label>`)}
          </fieldset>`}
        <${Refused} />
        <div class="case-acts">
          <button type="button" class="button primary" data-testid="pair-send" aria-disabled=${String(desk.busy)} onClick=${send}>${t("curation.make_draft")}</button>
          <button type="button" class="button" data-testid="pair-cancel" onClick=${() => { desk.open.form = ""; focusOn('[data-testid="propose-pair"]'); }}>${t("curation.cancel")}</button>
        </div>
      </section>`;
  },
};

function lackingIn(item, { question, answer }) {
  return [
    !item && { field: "finder", text: t("curation.item_needed") },
    !question.trim() && { field: "pair-question", text: t("curation.question_needed") },
    !answer.trim() && { field: "pair-answer", text: t("curation.answer_needed") },
  ].filter(Boolean);
}

function Faults({ faults }) {
  if (!faults.length) return null;
  return html`
    <div id="pair-faults" class="curation-faults" role="alert" tabindex="-1" data-testid="pair-faults">
      <p><${Icon} name="alert" />${t("curation.faults", { count: faults.length })}</p>
      <ul>${faults.map((one) => html`<li key=${one.field}><button type="button" class="link" onClick=${() => focusOn(`#${one.field}`)}>${one.text}</button></li>`)}</ul>
    </div>`;
}
Faults.props = ["faults"];

function Box({ name, label, why, rows, longest, given, faults }) {
  const id = `pair-${name}`;
  const fault = faults.find((one) => one.field === id);
  return html`
    <div class="desk-input"><label for=${id}>${label}</label>
      ${why && html`<p class="quiet" id=${`${id}-why`}>${why}</p>`}
      <textarea id=${id} rows=${rows} maxlength=${longest} data-testid=${`pair-${name}`} aria-invalid=${String(Boolean(fault))} aria-describedby=${[why && `${id}-why`, fault && `${id}-fault`].filter(Boolean).join(" ") || null}
        value=${given[name]} onInput=${(event) => (given[name] = event.target.value)} />
      ${fault && html`<p class="problem" id=${`${id}-fault`}>${fault.text}</p>`}</div>`;
}
Box.props = ["name", "label", "why", "rows", "longest", "given", "faults"];
