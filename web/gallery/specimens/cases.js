// One's cases: in the list, on their own page, and what came of them.
import { html } from "../../vue.js";
import { CasePage } from "../../components/CasePage.js";
import { CasesPage } from "../../components/CasesPage.js";
import { CaseRow } from "../../components/CaseRow.js";
import { RatingCard } from "../../components/RatingCard.js";
import { ResultCard } from "../../components/ResultCard.js";
import { Timeline } from "../../components/Timeline.js";
import { like, samples } from "../samples.js";

const { course, draft, ready, submitted } = samples;
const named = { person: samples.account.name };
const id = submitted.application_id;

const over = like(course, { deadline: null, days_left: 0 });
const row = (state, one, courseOf = course) => ({
  component: "CaseRow",
  state,
  world: { ...named, courses: { [one.application_id]: courseOf } },
  show: () => html`<ul class="case-list"><${CaseRow} one=${one} parts=${[]} /></ul>`,
});

const late = like(course, { overdue: true, days_over: 2, days_left: 0 });
const landmark = (kind) => ({ ...course.landmarks[0], kind, days: 3 });
const timeline = (state, kinds = []) => ({
  component: "Timeline",
  state,
  show: () => html`<${Timeline} course=${like(course, { state, landmarks: [...course.landmarks, ...kinds.map(landmark)] })} />`,
});

const page = (state, application, changes) => ({
  component: "CasePage",
  state,
  world: { ...named, route: `cases/${id}` },
  answers: { [`/applications/${id}`]: application, [`/applications/${id}/progress`]: like(course, changes) },
  show: () => html`<${CasePage} />`,
});

const pageOf = (state, applications) => ({
  component: "CasesPage",
  state,
  world: { ...named, route: "cases" },
  answers: { "/applications": { applications }, "/bundles": { bundles: [] }, ...Object.fromEntries(applications.map((one) => [`/applications/${one.application_id}/progress`, course])) },
  show: () => html`<${CasesPage} />`,
});
const returned = like(submitted, { state: "returned", application_id: "app_2", findings: samples.precheck.findings });

const result = (by) => ({ component: "ResultCard", state: by, show: () => html`<${ResultCard} result=${{ ...samples.result, by }} applicationId=${id} />` });
const rating = (state, answer) => ({
  component: "RatingCard",
  state,
  answers: { [`/applications/${id}/rating`]: { rating: answer, message: "" } },
  show: () => html`<${RatingCard} application=${submitted} />`,
});

export const CASES = [
  row("draft", draft, over),
  row("ready", ready, over),
  row("submitted", submitted),
  row("overdue", submitted, late),
  row("returned", like(submitted, { state: "returned", findings: samples.precheck.findings })),
  row("withdrawn", like(submitted, { state: "withdrawn" }), over),
  row("done", like(submitted, { state: "done" }), over),
  timeline("submitted"),
  timeline("returned", ["returned"]),
  timeline("accepted", ["accepted"]),
  timeline("withdrawn", ["withdrawn"]),
  page("submitted", submitted, {}),
  page("overdue", submitted, { overdue: true, days_over: 2, days_left: 0 }),
  page("done", like(submitted, { state: "done" }), { state: "done", deadline: null, result: samples.result }),
  pageOf("none", []),
  pageOf("some", [draft, submitted, returned]),
  result("download"),
  result("post"),
  rating("open", null),
  rating("given", samples.rating),
];
