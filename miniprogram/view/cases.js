// How one's cases stand, for the list of them and the page of one (pure).
const { day, moment } = require("../format.js");
const { t } = require("../texts.js");

const GROUPS = { todo: ["draft", "ready", "returned"], running: ["submitted", "accepted"], over: ["done", "withdrawn"] };
const ENDED = ["done", "withdrawn"];

/** [{ title, rows }]; a life event stands once, for its parts. A draft given up is not shown any more. */
function grouped(applications, bundles) {
  const inside = new Set([].concat(...bundles.map((one) => one.parts.map((part) => part.application_id))));
  const all = bundles
    .concat(applications.filter((one) => !inside.has(one.application_id)))
    .filter((one) => one.state !== "withdrawn" || one.receipt)
    .sort((a, b) => (b.updated_at || "").localeCompare(a.updated_at || ""));
  return Object.keys(GROUPS)
    .map((name) => ({ title: t(`cases.group.${name}`), rows: all.filter((one) => GROUPS[name].includes(one.state)).map(row) }))
    .filter((group) => group.rows.length);
}

function row(one) {
  const open = ["draft", "ready"].includes(one.state) || Boolean(one.bundle_id);
  const word = open ? "continue" : one.state === "returned" ? "mend" : "look";
  return {
    id: one.application_id,
    name: one.item_name || one.name,
    state: one.state,
    label: t(`state.${one.state}`),
    number: one.receipt && one.receipt.acceptance_number ? t("cases.number", { number: one.receipt.acceptance_number }) : "",
    updated: one.updated_at ? t("cases.updated", { date: day(one.updated_at) }) : "",
    page: open ? "form" : "progress",
    go: t(`cases.${word}`),
    named: t(`cases.${word}_named`, { name: one.item_name || one.name }),
  };
}

/** When it is due: { text, late }; null when it is nobody's turn or nothing is known yet. */
function dueOf(course) {
  if (!course.deadline || course.state === "done") return null;
  const date = day(course.deadline);
  if (course.overdue && course.deadline_binds) return { text: t("cases.overdue", { count: course.days_over, date }), late: true };
  if (course.overdue) return { text: t("cases.longer", { date }), late: false };
  if (!course.deadline_binds) return { text: t("cases.expected", { date }), late: false };
  return { text: course.days_left ? t("cases.due", { count: course.days_left, date }) : t("cases.due_today", { date }), late: false };
}

/** What happened when, oldest first; the last line says whose turn it is. */
function timeline(course) {
  const past = course.landmarks.map((one) => ({ kind: one.kind, text: one.text, at: moment(one.at), after: one.days > 0 ? t("timeline.after", { count: one.days }) : "" }));
  return ENDED.includes(course.state) ? past : past.concat({ kind: "waiting", text: t(`timeline.next.${course.state}`), at: "", after: "" });
}

function receipt(application, person) {
  const given = application.receipt;
  if (!given) return null;
  const rows = [
    [t("receipt.item"), application.item_name],
    [t("receipt.applicant"), application.owner_name || (person && person.name)],
    [t("receipt.received_at"), moment(given.received_at)],
    [t("receipt.deadline"), day(given.deadline)],
  ];
  return { number: given.acceptance_number, code: given.query_code, note: given.note, rows: rows.filter((pair) => pair[1]).map(([label, value]) => ({ label, value })) };
}

function result(course) {
  const given = course.result;
  return given && { title: given.title, by: t(`result.by.${given.by}`), note: given.note, file: given.has_file, tracking: given.tracking_number ? t("result.tracking", { name: given.carrier, number: given.tracking_number }) : "" };
}

module.exports = { grouped, dueOf, timeline, receipt, result };
