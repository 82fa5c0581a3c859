// What a form shows of an application: questions, fields with their sources, materials (pure).
const { masked } = require("../format.js");
const { t } = require("../texts.js");

const EDITABLE = ["draft", "ready", "returned"];
const SURE = 0.95; // as `ocr.calibration.SURE`
const KEYBOARD = { mobile: "number", integer: "number", money: "digit", bank_card: "number", id_number: "idcard" };

const editable = (application) => EDITABLE.includes(application.state);

/** Of a bundle the merged form, which comes with it; else the item's guide. Null where the guide was withdrawn. */
function specOf(application, guide) {
  if (application.bundle_id) return { situations: application.questions.map((one) => Object.assign({}, one, { id: one.name })), fields: application.form };
  return guide ? { situations: guide.situations, fields: guide.form.fields } : { situations: [], fields: [] };
}

const holds = (when, situation) => Object.keys(when || {}).every((question) => when[question].includes(situation[question]));

function questions(application, spec) {
  return spec.situations
    .filter((one) => holds(one.when, application.situation))
    .map((one) => {
      const answer = application.situation[one.id] || "";
      const chosen = one.options.find((option) => option.id === answer);
      return { id: one.id, ask: one.ask, help: one.help || "", answer, chosen: chosen ? chosen.label : "", options: one.options.map(({ id, label }) => ({ id, label, on: id === answer })) };
    });
}

/** Sections of fields in the guide's order. `edits`: name → { text, problem, newer }; `open`: names shown unmasked. */
function sections(application, spec, edits, open) {
  const values = new Map(application.fields.map((one) => [one.name, one]));
  const asked = spec.fields.filter((one) => values.has(one.name) || holds(one.when, application.situation));
  const known = new Set(asked.map((one) => one.name));
  const all = asked.concat(application.fields.filter((one) => !known.has(one.name)));
  const found = [];
  for (const one of all) {
    const title = one.section || t("form.no_section");
    let section = found.find((each) => each.title === title);
    if (!section) found.push((section = { title, fields: [] }));
    section.fields.push(field(application, one, values.get(one.name), edits[one.name], open.includes(one.name)));
  }
  return found;
}

function field(application, spec, value, edit, open) {
  const kept = value && value.value ? value : null;
  const may = editable(application);
  const conflict = may && Boolean(kept && !kept.confirmed && kept.others.length);
  const choices = spec.choices || [];
  return {
    name: spec.name,
    label: spec.label,
    hint: kept ? "" : spec.ask || spec.help || "",
    display: kept ? shownValue(spec, kept.value, open) : "",
    sensitive: Boolean(spec.sensitive && kept),
    open,
    source: kept ? sourceOf(kept) : "",
    confirmed: Boolean(kept && kept.confirmed),
    waiting: may && Boolean(kept && !kept.confirmed),
    lacking: may && !kept,
    optional: spec.required === false,
    offers: conflict ? [kept].concat(kept.others).map((one) => ({ value: one.value, display: shownValue(spec, one.value, true), source: sourceOf(one) })) : [],
    editing: may && !conflict && (Boolean(edit) || !kept),
    text: edit ? edit.text : "",
    problem: edit ? edit.problem : "",
    newer: edit ? edit.newer : "",
    changed: Boolean(edit),
    keyboard: KEYBOARD[spec.type] || "text",
    choices: choices.map(({ id, label }) => ({ id, label, on: Boolean(kept && kept.value === id) })),
  };
}

function shownValue(spec, value, open) {
  const choice = (spec.choices || []).find((one) => one.id === value);
  if (choice) return choice.label;
  return spec.sensitive && !open ? masked(value) : value;
}

/** Where a value comes from, and how sure the reading was. */
function sourceOf(value) {
  const from = t(`source.${value.source}`);
  return value.source === "document" ? `${from} · ${sureness(value.confidence)}` : from;
}

function sureness(confidence) {
  const percent = Math.round(confidence * 100);
  return confidence < SURE ? t("form.confidence_low", { percent }) : t("form.confidence", { percent });
}

/** `slots`: material id → { busy, problem }. */
function materials(application, slots) {
  const may = editable(application);
  return application.materials.map((one) => {
    const status = one.exempt_by ? "exempt" : one.document ? "handed" : one.required ? "needed" : "optional";
    const promise = one.commitment && (one.commitment.asked || one.commitment.accepted !== null) ? one.commitment : null;
    return {
      id: one.material_id,
      name: one.name,
      status,
      label: t(`materials.${status}`),
      why: one.exempt_by ? one.exempt_reason || t(`materials.exempt_by.${one.exempt_by}`) : one.how,
      document: one.document ? one.document.document_id : "",
      hand: may && !one.exempt_by ? (one.document ? t("materials.replace") : t("materials.upload")) : "",
      named: one.document ? t("materials.replace_named", { name: one.name }) : t("materials.upload_named", { name: one.name }),
      promise: promise && {
        text: promise.text,
        more: [t("commitment.consequences", { value: promise.consequences }), t("commitment.clause", { value: promise.clause })],
        accepted: promise.accepted === true,
        accept: may && promise.accepted !== true && ownWord(application),
        decline: may && promise.accepted !== false,
      },
      whose: may && one.somebody_elses ? one.somebody_elses : null,
      busy: Boolean(slots[one.material_id] && slots[one.material_id].busy),
      problem: (slots[one.material_id] && slots[one.material_id].problem) || "",
    };
  });
}

/** Nobody promises for another, but parents for their child. */
const ownWord = ({ acting }) => !acting || acting.kind === "guardian";

function findings(list) {
  return list.map((one) => ({ label: t(`precheck.${one.severity}`), severity: one.severity, message: one.message, clause: one.clause ? t("precheck.clause", { clause: one.clause }) : "", at: one.field || one.material_id || "" }));
}

function verdict(answer) {
  if (!answer.passed) return t("precheck.found", { count: answer.findings.filter((one) => one.severity === "must_fix").length });
  return answer.findings.length ? t("precheck.warned", { count: answer.findings.length }) : t("precheck.passed");
}

const unconfirmed = (application) => application.fields.filter((one) => one.value && !one.confirmed);
const inConflict = (application) => unconfirmed(application).filter((one) => one.others.length);
/** What sending confirms with it: open values, and promises that sending waits for. */
const toConfirm = (application) =>
  unconfirmed(application).map((one) => one.name).concat(application.materials.filter((one) => one.commitment && one.commitment.asked).map((one) => `commitment.${one.material_id}`));

module.exports = { editable, specOf, questions, sections, materials, findings, verdict, sureness, unconfirmed, inConflict, toConfirm };
