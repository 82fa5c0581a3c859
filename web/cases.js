// How one's cases stand, for the list of them (pure).
import { t } from "./texts.js";
import { day } from "./format.js";

export const TO_DO = ["draft", "ready", "returned"];
export const RUNNING = ["submitted", "accepted"];

/**
 * What is mine to do, what is under way and what is over: { todo, running, over }, each of { one, parts }.
 * A life event stands once, with its parts below it. A draft given up is not shown any more.
 */
export function grouped(applications, bundles) {
  const byId = new Map(applications.map((one) => [one.application_id, one]));
  const whole = bundles.map((one) => ({ one, parts: partsOf(one, byId) }));
  const inside = new Set(whole.flatMap(({ parts }) => parts.map((part) => part.application_id)));
  const single = applications.filter((one) => !inside.has(one.application_id)).map((one) => ({ one, parts: [] }));
  const all = [...whole, ...single]
    .filter(({ one, parts }) => one.state !== "withdrawn" || one.receipt || parts.some((part) => part.receipt))
    .sort((a, b) => (b.one.updated_at ?? "").localeCompare(a.one.updated_at ?? ""));
  const among = (states) => all.filter(({ one }) => states.includes(one.state));
  return { todo: among(TO_DO), running: among(RUNNING), over: among(["done", "withdrawn"]) };
}

function partsOf(bundle, byId) {
  return bundle.parts.filter((part) => part.role === "handled").map((part) => byId.get(part.application_id)).filter(Boolean);
}

/** The life event whose part the application is, if it is one. */
export const eventOf = (application, bundles) =>
  bundles.find(({ parts }) => parts.some((part) => part.role === "handled" && part.application_id === application.application_id)) ?? null;

/** What is left to do with it, in one line: the same wherever it is told. */
export function standing(one) {
  if (!TO_DO.includes(one.state)) return t(`cases.standing.${one.state}`);
  if (one.state === "ready") return t("standing.ready");
  if (one.state === "returned" && one.findings.length) return t("standing.mend", { count: one.findings.length });
  if (one.next?.kind === "situation") return t(one.missing.length ? "standing.ask_and_lack" : "standing.ask", { count: one.missing.length });
  if (one.missing.length) return t("standing.lack", { count: one.missing.length });
  const open = one.fields.filter((field) => !field.confirmed).length;
  return open ? t("standing.confirm", { count: open }) : t("standing.check");
}

const WAY = ["submitted", "accepted", "done"];

/** The way of a case through the office: [{ name, done, now }]. */
export function wayOf({ state }) {
  const at = state === "returned" ? 0 : WAY.indexOf(state);
  return WAY.map((name, place) => ({ name, done: place <= at, now: place === at + 1 }));
}

/** When it is due: { text, late }; null when it is nobody's turn or nothing is known yet. */
export function dueOf(course) {
  if (!course?.deadline || course.state === "done") return null;
  const date = day(course.deadline);
  if (course.overdue) {
    const count = course.days_over;
    return course.deadline_binds ? { text: t("cases.overdue", { count, date }), late: true } : { text: t("cases.longer", { date }), late: false };
  }
  if (!course.deadline_binds) return { text: t("cases.expected", { date }), late: false };
  return { text: course.days_left ? t("cases.due", { count: course.days_left, date }) : t("cases.due_today", { date }), late: false };
}
