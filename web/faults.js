// What keeps the form from being sent, each with the place where it is mended.
import { computed } from "./vue.js";
import { conflicts, editable, fields, questions, state } from "./store.js";
import { t } from "./texts.js";

/** [{ kind: question | field | material | null, name, text }], in the order of the form, each place once. */
export const faults = computed(() => {
  const { application, precheck } = state;
  if (!application || !editable.value) return [];
  const found = [...unanswered(application), ...undecided(), ...refused(application), ...lacking(application), ...toMend(precheck)];
  const places = new Set();
  return found.filter(({ kind, name, text }) => {
    const place = kind ? `${kind} ${name}` : text;
    return !places.has(place) && places.add(place);
  });
});

/** What stands beside one field or material once it was looked for: [sentence]. */
export function faultsAt(kind, name) {
  if (!state.summary) return [];
  return faults.value.filter((fault) => fault.kind === kind && fault.name === name).map(({ text }) => text);
}

const unanswered = ({ next }) =>
  next?.kind === "situation" ? questions.value.filter((one) => !one.answer).map((one) => ({ kind: "question", name: one.id, text: one.ask })) : [];

const undecided = () => conflicts.value.map(({ name, label }) => ({ kind: "field", name, text: t("summary.conflict", { label }) }));

const refused = ({ problems }) =>
  Object.entries(problems ?? {}).map(([name, { message }]) => ({ kind: "field", name, text: t("summary.refused", { label: labelOf(name), value: message }) }));

function lacking({ missing, materials }) {
  return missing.map((name) => {
    const material = materials.find((one) => one.material_id === name);
    if (material) return { kind: "material", name, text: t("summary.material", { name: material.name }) };
    return { kind: "field", name, text: t("summary.field", { label: labelOf(name) }) };
  });
}

const toMend = (precheck) =>
  (precheck?.findings ?? []).filter((one) => one.severity === "must_fix").map(({ field, material_id: material, message }) => ({
    kind: field ? "field" : material ? "material" : null, name: field ?? material, text: message,
  }));

const labelOf = (name) => fields.value.find((field) => field.name === name)?.label ?? name;
