// What the curator's desk knows. The open dialog and the notice are the shared page state's (`../store.js`).
import { computed, reactive } from "../vue.js";
import { recall } from "../storage.js";

export const LISTS = ["drafts", "tickets", "questions"];
export const GATES = ["political", "legal", "policy", "secrecy", "procedure"];
export const KEYS_OFF = "curation.keys_off";
export const PAGE = 50;

export const desk = reactive({
  person: undefined, // undefined until asked, null when nobody is signed in
  accounts: [],
  list: "drafts", // which of LISTS is shown
  filter: {
    drafts: { whose: "all" },
    tickets: { state: "open", kind: "", order: "newest" },
    questions: { state: "open", days: "30" },
  },
  drafts: { total: 0, drafts: [] },
  tickets: { total: 0, tickets: [] },
  questions: { total: 0, questions: 0, clusters: [] },
  waiting: { drafts: 0, tickets: 0, questions: 0 }, // how much of each is open, whatever the filters say
  offset: 0, // of tickets or questions
  loading: false,
  open: null, // { kind: draft | ticket | question | item | find | editor, id, … }: what stands on the right
  keys: recall(KEYS_OFF) !== true,
  busy: false,
  problem: "", // of the open dialog or form
});

export const isCurator = () => ["curator", "admin"].includes(desk.person?.role);
export const isAdmin = () => desk.person?.role === "admin";

/** Whether the signed-in person may sign this gate of the draft. */
export function maySign(draft, gate) {
  return draft.state === "open" && desk.person.gates.includes(gate) && !isAuthor(draft);
}

export const isAuthor = (draft) => draft.authors.includes(desk.person.account);
/** Gates that wait for exactly this person. */
export const toSign = (draft) => draft.gates.filter((one) => one.state === "open" && maySign(draft, one.gate));

const WHOSE = {
  all: () => true,
  sign: (draft) => toSign(draft).length > 0,
  mine: isAuthor,
  stale: (draft) => draft.stale,
};

/** The lines of the list that is shown: { kind, id, … }. */
export const lines = computed(() => {
  if (desk.list === "drafts") {
    const shown = desk.drafts.drafts.filter(WHOSE[desk.filter.drafts.whose]);
    return shown.map((one) => ({ kind: "draft", id: one.draft_id, one }));
  }
  if (desk.list === "tickets") return desk.tickets.tickets.map((one) => ({ kind: "ticket", id: one.ticket_id, one }));
  return desk.questions.clusters.map((one) => ({ kind: "question", id: one.key, one }));
});

export const total = () => (desk.list === "drafts" ? lines.value.length : desk[desk.list].total);

/** What still lacks before the draft can be published, as the server will say too: { gates, rejected, findings, alone }. */
export function lacking(draft) {
  const signed = draft.gates.filter((one) => one.review);
  return {
    gates: draft.gates.filter((one) => one.state === "open"),
    rejected: draft.gates.filter((one) => one.state === "rejected"),
    findings: draft.findings.length,
    alone: signed.length === draft.gates.length && new Set(signed.map((one) => one.review.reviewer)).size < 2,
  };
}

export const ready = (draft) => {
  const lacks = lacking(draft);
  return !lacks.gates.length && !lacks.rejected.length && !lacks.findings && !lacks.alone && !draft.stale;
};
