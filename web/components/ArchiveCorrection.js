// A fact being corrected, in its place; the server checks it as a form would, and its sentence stands beside the box.
import { html, onMounted, ref } from "../vue.js";
import { correctFact } from "../actions/archive.js";
import { sentenceOf } from "../actions/problems.js";
import { t } from "../texts.js";
import { Icon } from "./Icon.js";

export const ArchiveCorrection = {
  props: ["fact", "onLeave", "onCorrected"],
  setup(props) {
    const box = ref(null);
    const text = ref(props.fact.own ? props.fact.value : (props.fact.dispute?.said ?? ""));
    const problem = ref("");
    let saving = false;
    onMounted(() => {
      box.value.focus();
      box.value.form.scrollIntoView({ block: "nearest" }); // with its buttons
    });

    async function save(event) {
      event.preventDefault();
      if (saving) return;
      saving = true;
      problem.value = "";
      try {
        props.onCorrected(await correctFact(props.fact.name, text.value));
      } catch (fault) {
        problem.value = sentenceOf(fault);
        box.value?.focus();
      } finally {
        saving = false;
      }
    }
    const key = (event) => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      props.onLeave();
    };

    return () => {
      const { fact } = props;
      const id = `correct-${fact.name}`;
      const shared = {
        id, ref: box, value: text.value, "data-testid": "fact-input", "aria-invalid": problem.value ? "true" : null,
        "aria-describedby": [problem.value && `${id}-problem`, !fact.own && `${id}-how`].filter(Boolean).join(" ") || null,
      };
      return html`
        <form class="editor archive-correction" novalidate onSubmit=${save} onKeydown=${key}>
          ${!fact.own && html`<p class="quiet" id=${`${id}-how`} data-testid="fact-how">${fact.how}</p>`}
          <label for=${id}>${t(fact.own ? "archive.new_value" : "archive.right_value", { label: fact.label })}</label>
          ${fact.options.length
            ? html`<select ...${shared} onChange=${(event) => (text.value = event.target.value)}>
                ${!fact.options.includes(text.value) && html`<option value=${text.value}>${text.value || t("archive.choose")}</option>`}
                ${fact.options.map((one) => html`<option key=${one} value=${one}>${one}</option>`)}</select>`
            : html`<input type="text" autocomplete="off" ...${shared} onInput=${(event) => { text.value = event.target.value; problem.value = ""; }} />`}
          <div role="alert">${problem.value && html`<p class="problem" id=${`${id}-problem`} data-testid="fact-problem"><${Icon} name="alert" />${problem.value}</p>`}</div>
          <div class="field-actions">
            <button type="submit" class="button small primary" data-testid="fact-save">${t(fact.own ? "form.save" : "archive.note")}</button>
            <button type="button" class="button small" data-testid="fact-cancel" onClick=${props.onLeave}>${t("form.cancel")}</button>
          </div>
        </form>`;
    };
  },
};
