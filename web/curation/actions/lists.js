// The three lists on the left, and opening what stands in them.
import { desk, lines, PAGE } from "../store.js";
import * as api from "../api.js";
import { focusOn, show, tryTo } from "./base.js";
import { loadDraft } from "./loading.js";

const LOADS = {
  drafts: async () => {
    desk.drafts = await api.drafts();
    desk.waiting.drafts = desk.drafts.total;
  },
  tickets: async () => (desk.tickets = await api.tickets({ ...desk.filter.tickets, limit: PAGE, offset: desk.offset })),
  questions: async () => (desk.questions = await api.questions({ ...desk.filter.questions, limit: PAGE, offset: desk.offset })),
};

/** All three, and how much waits in each. */
export const loadLists = () => tryTo(async () => {
  desk.loading = true;
  const waiting = [api.tickets({ state: "open", limit: 1 }), api.questions({ state: "open", limit: 1 })];
  const [tickets, questions] = await Promise.all([...waiting, ...Object.values(LOADS).map((load) => load())]);
  desk.waiting = { drafts: desk.drafts.total, tickets: tickets.total, questions: questions.total };
  desk.loading = false;
});

export const loadList = () => tryTo(async () => {
  desk.loading = true;
  try {
    await LOADS[desk.list]();
  } finally {
    desk.loading = false;
  }
});

export function showList(name) {
  Object.assign(desk, { list: name, offset: 0 });
  return loadList();
}

export function filterBy(change) {
  Object.assign(desk.filter[desk.list], change);
  desk.offset = 0;
  return loadList();
}

export function turnPage(by) {
  desk.offset = Math.max(0, desk.offset + by * PAGE);
  return loadList();
}

export const open = (kind, id) => tryTo(async () => {
  if (kind === "draft") await show({ kind, id, ...(await loadDraft(id)) });
  else if (kind === "ticket") await show({ kind, id, ticket: await api.ticket(id), form: "" });
  else {
    const cluster = desk.questions.clusters.find((one) => one.key === id);
    await show({ kind, id, cluster, chosen: cluster.wordings.map((one) => one.report_id), form: "" });
  }
});

export async function close() {
  const { kind, id } = desk.open ?? {};
  await show(null);
  await loadList();
  await focusOn(`[data-line="${CSS.escape(`${kind} ${id}`)}"]`, `[data-testid="list-${desk.list}"]`);
}

/** The line `by` places further down the list, from the one that is open. */
export async function step(by) {
  const all = lines.value;
  if (!all.length) return;
  const at = all.findIndex((one) => one.kind === desk.open?.kind && one.id === desk.open.id);
  const next = at < 0 ? (by > 0 ? 0 : all.length - 1) : at + by;
  if (next >= 0 && next < all.length) await open(all[next].kind, all[next].id);
}
