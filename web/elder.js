// The form as steps, one question, value or paper each: what 长辈版 shows one at a time. Follows from the application, never from memory.
import { computed } from "./vue.js";
import { editable, fields, inConflict, isAsked, mayDo, questions, state } from "./store.js";

/** [{ id, kind, name, done, … }] in order; the last two are the check and the sending. */
export const elderSteps = computed(() => {
  const { application } = state;
  if (!application || !editable.value) return [];
  const lacking = new Set(application.missing);
  const list = [
    ...questions.value.map((question) => ({ kind: "question", name: question.id, question, done: Boolean(question.answer) })),
    ...fields.value.map((field) => ({ kind: "field", name: field.name, field, done: field.value ? field.value.confirmed && !inConflict(field.value) : !lacking.has(field.name) && field.required === false })),
    ...application.materials.filter((one) => !one.exempt_by).map((material) => ({ kind: "material", name: material.material_id, material, done: !lacking.has(material.material_id) })),
  ].filter(({ name }) => isAsked(name));
  const passed = application.state === "ready" || Boolean(state.precheck?.passed);
  list.push({ kind: "part", name: "precheck", done: passed });
  if (mayDo(application, "submit")) list.push({ kind: "part", name: "submit", done: false });
  return list.map((step) => ({ ...step, id: `${step.kind}:${step.name}` }));
});

/** The one on screen: the one chosen, as long as it is there; else the first that is not done. */
export const elderStep = computed(() => {
  const list = elderSteps.value;
  const at = list.findIndex(({ id }) => id === state.step);
  return at >= 0 ? at : Math.max(0, list.findIndex(({ done }) => !done));
});
