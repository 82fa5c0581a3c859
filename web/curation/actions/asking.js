// Tickets and questions asked in vain: taken, answered with a QA pair, led to one that is there, or put away.
import { t } from "../../texts.js";
import * as api from "../api.js";
import { desk } from "../store.js";
import { carryOut, show } from "./base.js";
import { loadLists, open } from "./lists.js";

export const take = () => carryOut(async () => {
  desk.open.ticket = await api.take(desk.open.id);
  await loadLists();
}, t("curation.taken"));

export const dismiss = (why) => carryOut(async () => {
  if (desk.open.kind === "ticket") {
    desk.open.ticket = await api.dismiss(desk.open.id, why);
    await loadLists();
  } else {
    await api.dismissAll(chosenTickets(), why);
    await loadLists();
    await show(null);
  }
}, t("curation.put_away"));

/** Tickets of which at least one wording is chosen; the one that stands for the cluster first. */
export function chosenTickets() {
  const { cluster, chosen } = desk.open;
  const with_ = new Set(cluster.wordings.filter((one) => chosen.includes(one.report_id)).map((one) => one.ticket_id));
  return cluster.ticket_ids.filter((id) => with_.has(id));
}

export function choose(reportId, on) {
  const rest = desk.open.chosen.filter((one) => one !== reportId);
  desk.open.chosen = on ? [...rest, reportId] : rest;
}

/** `pair`: { item_id, question, answer, basis }. */
export const proposePair = (pair) => carryOut(async () => {
  const { kind, id, ticket, chosen } = desk.open;
  const made = kind === "ticket"
    ? await api.proposePair(id, { ...pair, variants: ticket.reports.filter((one) => one.fit_as_variant).map((one) => one.report_id).slice(0, 50) })
    : await api.pairForAll({ ...pair, ticket_ids: chosenTickets(), variants: chosen.slice(0, 100) });
  await toDraft(made);
}, t("curation.drafted"));

export const addWordings = () => carryOut(async () => {
  const { cluster, chosen } = desk.open;
  const { item_id, pair } = cluster.nearest;
  await toDraft(await api.wordingsForAll({ ticket_ids: chosenTickets(), item_id, pair_id: pair.pair_id, variants: chosen.slice(0, 100) }));
}, t("curation.drafted"));

async function toDraft({ draft_id: id }) {
  await loadLists();
  desk.list = "drafts";
  await open("draft", id);
}
