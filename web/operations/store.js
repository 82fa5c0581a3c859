// What the operations page knows. The notice is the shared page state's (`../store.js`).
import { reactive } from "../vue.js";

export const STAFF = ["reviewer", "curator", "admin"];

export const operations = reactive({
  person: undefined, // undefined until asked, null when nobody is signed in
  accounts: [],
  asked: { from: "", to: "", channel: "" }, // as in the inputs; empty: the server's own choice
  problem: "", // of the range
  figures: null, // as the server gave them last
  loading: false,
  day: null, // the date looked at closely
  model: null, // how the language model stands, for administrators
  letters: null, // dead letters of the outbox, for administrators
});

export const mayUse = () => STAFF.includes(operations.person?.role);

/** What is asked of the server: only what was chosen. */
export const chosen = () => Object.fromEntries(Object.entries(operations.asked).filter(([, value]) => value));

export const countsOf = (date) => operations.figures?.days.find((one) => one.date === date)?.counts ?? null;

/** Nothing was ever said or begun, neither in the days shown nor before. */
export const isNew = ({ total, before }) => [total, before].every((one) => !one.conversations && !one.questions && !one.drafts_begun);
