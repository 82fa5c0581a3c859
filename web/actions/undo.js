// Taking the last act on the form back: what differs from before is put back, each by the call that undoes it.
import * as api from "../api.js";
import { nextTick } from "../vue.js";
import { state, undoable } from "../store.js";
import { show } from "./application.js";
import { notify } from "./problems.js";
import { t } from "../texts.js";

const GIVEN = ["typed", "said"]; // by the person; any other value its source gives again

export async function undo() {
  const meant = undoable.value;
  if (!meant) return;
  state.undo = null;
  try {
    for (const step of stepsTo(meant.before, state.application)) await show(await step(state.application));
    state.undo = { told: t("undo.done") };
  } catch (fault) {
    const current = fault.problem?.current;
    if (current) await show({ ...current, etag: `"${current.version}"` });
    notify(fault);
  }
  await nextTick();
  document.querySelector(".panel")?.focus({ preventScroll: true });
}

/** The calls that lead from the application as it is `now` to how it was `before`; each takes it as the one before left it. */
function stepsTo(before, now) {
  const acts = { answers: answersGiven(before, now), fields: [], confirmed: [] };
  const again = {};
  const confirm = [];
  for (const [was, is] of paired(before.fields, now.fields, "name")) {
    if (same(was, is)) {
      if (was.confirmed !== is.confirmed) (was.confirmed ? confirm : acts.confirmed).push(was.name);
      continue;
    }
    if (was && GIVEN.includes(was.source)) again[was.name] = was.value;
    else acts.fields.push((was ?? is).name);
    if (was?.confirmed && !GIVEN.includes(was.source)) confirm.push(was.name);
  }
  const materials = paired(before.materials, now.materials, "material_id").filter(([was, is]) => was && is);
  const promised = materials.filter(([was, is]) => was.commitment && is.commitment && was.commitment.accepted !== is.commitment.accepted);
  acts.confirmed.push(...promised.filter(([was]) => was.commitment.accepted === null).map(([was]) => `commitment.${was.material_id}`));
  const told = promised.filter(([was]) => was.commitment.accepted !== null);
  const some = Object.values(acts).some((names) => names.length);
  return [
    ...partsTo(before, now),
    ...materials.map(pictureStep).filter(Boolean),
    some && ((one) => api.takeBack(one.application_id, acts, one.etag)),
    changed(before.situation, now.situation) && ((one) => api.setSituation(one.application_id, before.situation, one.etag)),
    ...told.map(([was]) => (one) => api.commit(one.application_id, was.material_id, was.commitment.accepted)),
    Object.keys(again).length > 0 && ((one) => api.setFields(one.application_id, again, one.etag)),
    confirm.length > 0 && ((one) => api.confirmFields(one.application_id, confirm, one.etag)),
  ].filter(Boolean);
}

const same = (was, is) => was && is && was.value === is.value && was.source === is.source && was.source_ref === is.source_ref;
const answersGiven = (before, now) => Object.keys(now.situation).filter((question) => !(question in before.situation));
const changed = (before, now) => Object.entries(before).some(([question, option]) => now[question] !== option);

/** Both of each, by key; what only one side has is paired with nothing. */
function paired(before, now, key) {
  const names = new Set([...before, ...now].map((one) => one[key]));
  const by = (list, name) => list.find((one) => one[key] === name);
  return [...names].map((name) => [by(before, name), by(now, name)]);
}

function pictureStep([was, is]) {
  const id = was.document?.document_id;
  if (id === is.document?.document_id) return null;
  return (one) => (id ? api.attachAgain(one.application_id, is.material_id, id) : api.detach(one.application_id, is.material_id));
}

/** Of a life event: parts taken up or left out since. */
function partsTo(before, now) {
  if (!now.bundle_id) return [];
  return paired(before.parts, now.parts, "part_id")
    .filter(([was, is]) => was && is && was.role !== is.role && [was.role, is.role].includes("dropped"))
    .map(([was]) => (one) => (was.role === "dropped" ? api.dropPart : api.addPart)(one.application_id, was.part_id));
}
