// A parent for a child under 18: at once where the registers show it, else staff look at the evidence.
import { html, reactive, ref } from "../vue.js";
import { forChild, loadDelegations } from "../actions/family.js";
import { sentenceOf } from "../actions/problems.js";
import { t } from "../texts.js";
import { Labelled } from "./Labelled.js";
import { Problem } from "./Problem.js";

export const ChildForm = {
  props: ["kind", "onDone"],
  setup(props) {
    const child = reactive({ name: "", number: "", file: null });
    const problem = ref("");
    const sending = ref(false);
    async function send(event) {
      event.preventDefault();
      if (sending.value) return;
      problem.value = "";
      sending.value = true;
      try {
        await forChild(child.name.trim(), child.number.trim().toUpperCase(), child.file);
        await loadDelegations();
        props.onDone();
      } catch (fault) {
        problem.value = sentenceOf(fault);
      } finally {
        sending.value = false;
      }
    }
    return () => html`
      <form class="family-form" onSubmit=${send}>
        <${Labelled} testid="child-name" label=${t("family.child_name")} value=${child.name} onText=${(text) => (child.name = text)} />
        <${Labelled} testid="child-number" label=${t("family.child_number")} value=${child.number} onText=${(text) => (child.number = text)} />
        <div class="labelled">
          <label for="child-evidence">${t("family.child_evidence")}</label>
          <p class="quiet" id="child-evidence-why">${t("family.child_evidence_why")}</p>
          <input id="child-evidence" type="file" accept="image/*,application/pdf" aria-describedby="child-evidence-why" data-testid="child-evidence"
            onChange=${(event) => (child.file = event.target.files[0] ?? null)} />
        </div>
        <${Problem} text=${problem.value} />
        <button type="submit" class="button primary" data-testid="child-send" aria-disabled=${String(sending.value)}>${t("family.child_send")}</button>
      </form>`;
  },
};
