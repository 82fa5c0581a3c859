// What each card and each chart shows: pure, from the figures as the server gives them.
const OTHERS = ["emergency", "blocked", "error"];
const refused = (one) => one.turns.not_covered + one.turns.out_of_scope;
const others = (one) => OTHERS.reduce((sum, status) => sum + one.turns[status], 0);

/** id, kind, value of counts, and of how many where that matters. */
export const CARDS = [
  { id: "conversations", kind: "count", value: (one) => one.conversations },
  { id: "questions", kind: "count", value: (one) => one.questions },
  { id: "answered", kind: "share", value: (one) => one.shares.answered },
  { id: "refused", kind: "share", value: (one) => one.shares.refused },
  { id: "handed_over", kind: "share", value: (one) => one.shares.handed_over },
  { id: "answer_mean", kind: "level", value: (one) => one.answer_ratings.mean, of: (one) => one.answer_ratings.count },
  { id: "wrong", kind: "count", value: (one) => one.wrong_reports },
  { id: "submitted", kind: "count", value: (one) => one.cases.submitted },
  { id: "median", kind: "minutes", value: (one) => one.minutes_to_receipt.median, of: (one) => one.minutes_to_receipt.count },
  { id: "prefilled", kind: "share", value: (one) => one.prefill.share },
  { id: "agreement", kind: "share", value: (one) => one.precheck.agreement },
  { id: "case_mean", kind: "level", value: (one) => one.case_ratings.mean, of: (one) => one.case_ratings.count },
];

/** id, bars stacked or lines, kind, series, and the measures whose unusual days are marked on it. */
export const CHARTS = [
  {
    id: "questions", shape: "bars", kind: "count", measures: ["conversations"],
    series: [
      { id: "answered", value: (one) => one.turns.answered },
      { id: "clarified", value: (one) => one.turns.clarify },
      { id: "refused", value: refused },
      { id: "handed_over", value: (one) => one.turns.handoff },
      { id: "others", value: others },
    ],
  },
  {
    id: "shares", shape: "lines", kind: "share", measures: ["answered", "clarified", "refused", "handed_over", "blocked", "error"],
    series: ["answered", "clarified", "refused", "handed_over"].map((id) => ({ id, value: (one) => one.shares[id] })),
  },
  {
    id: "cases", shape: "lines", kind: "count", measures: ["begun", "submitted", "returned", "withdrawn"],
    series: [
      { id: "begun", value: (one) => one.drafts_begun },
      { id: "submitted", value: (one) => one.cases.submitted },
      { id: "accepted", value: (one) => one.cases.accepted },
      { id: "returned", value: (one) => one.cases.returned },
      { id: "withdrawn", value: (one) => one.cases.withdrawn },
    ],
  },
  {
    id: "waits", shape: "lines", kind: "minutes", measures: ["minutes"],
    series: [
      { id: "median", value: (one) => one.minutes_to_receipt.median },
      { id: "p90", value: (one) => one.minutes_to_receipt.p90 },
    ],
  },
  {
    id: "quality", shape: "lines", kind: "share", measures: ["prefilled", "agreement"],
    series: [
      { id: "prefilled", value: (one) => one.prefill.share },
      { id: "agreement", value: (one) => one.precheck.agreement },
    ],
  },
  {
    id: "voices", shape: "bars", kind: "count", measures: ["wrong"],
    series: [
      { id: "wrong", value: (one) => one.wrong_reports },
      { id: "poor", value: (one) => one.answer_ratings.levels[0] + one.answer_ratings.levels[1] },
    ],
  },
];

/** Values by series and day; null where a day says nothing. */
export const rowsOf = (chart, days) => chart.series.map(({ id, value }) => ({ id, values: days.map((day) => value(day.counts)) }));

/** The unusual days of a chart, by date. */
export function marksOf(chart, unusual) {
  const found = new Map();
  for (const mark of unusual.filter((one) => chart.measures.includes(one.measure)))
    found.set(mark.date, [...(found.get(mark.date) ?? []), mark]);
  return found;
}
