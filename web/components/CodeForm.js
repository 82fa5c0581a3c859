// The code the other side handed on: naming it grants nothing yet, it shows what it is about.
import { html, reactive, ref } from "../vue.js";
import { loadDelegations, redeem } from "../actions/family.js";
import { sentenceOf } from "../actions/problems.js";
import { t } from "../texts.js";
import { Labelled } from "./Labelled.js";
import { Problem } from "./Problem.js";

export const CodeForm = {
  props: ["kind", "onDone"],
  setup(props) {
    const said = reactive({ code: "", name: "" });
    const problem = ref("");
    async function send(event) {
      event.preventDefault();
      problem.value = "";
      try {
        await redeem(said.code.replace(/\D/g, ""), said.name.trim());
      } catch (fault) {
        problem.value = fault.status === 404 ? t("family.wrong_code") : sentenceOf(fault);
        return;
      }
      await loadDelegations();
      props.onDone();
    }
    return () => html`
      <form class="family-form" onSubmit=${send}>
        <${Labelled} testid="code-number" label=${t("family.code")} why=${t("family.code_why")} inputmode="numeric" value=${said.code} onText=${(text) => (said.code = text)} />
        <${Labelled} testid="code-name" label=${t("family.code_name")} value=${said.name} onText=${(text) => (said.name = text)} />
        <${Problem} text=${problem.value} />
        <button type="submit" class="button primary" data-testid="code-send">${t("family.code_send")}</button>
      </form>`;
  },
};
