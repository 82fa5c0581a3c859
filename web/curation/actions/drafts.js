// A draft on its way: signed at its gates, published or given up. Only what was seen is signed.
import { ApiError } from "../../api.js";
import { state } from "../../store.js";
import { t } from "../../texts.js";
import * as api from "../api.js";
import { desk } from "../store.js";
import { carryOut, dismissSheet, focusOn } from "./base.js";
import { loadLists } from "./lists.js";
import { loadDraft } from "./loading.js";

async function again() {
  const { id, draft: seen } = desk.open;
  const fresh = await loadDraft(id);
  if (fresh.draft.digest !== seen.digest) {
    const { changes } = await api.check({ item_id: fresh.draft.item_id, content: fresh.draft.content, seen: seen.content });
    fresh.since = { changes, seen: seen.content };
  }
  Object.assign(desk.open, fresh);
  await loadLists();
}

/** It changed while one looked at it: what changed since is shown first, and nothing was signed. */
async function changed(fault) {
  if (!(fault instanceof ApiError) || !["draft_changed", "draft_stale", "draft_closed"].includes(fault.problem.code)) return false;
  dismissSheet();
  await again();
  state.notice = fault.problem.detail;
  await focusOn(desk.open.since ? "#since-title" : "#curation-title");
  return true;
}

const acted = (act, done) => carryOut(async () => {
  await act(desk.open.draft);
  await again();
}, done, changed);

export const sign = (gate, verdict, note) =>
  acted((draft) => api.review(draft.draft_id, { gate, verdict, note }, draft.digest), t("curation.signed", { label: t(`curation.gate.${gate}`), value: t(`curation.verdict.${verdict}`) }));

export const publish = () => acted((draft) => api.publish(draft.draft_id, draft.digest), t("curation.published"));

export const discard = (why) => acted((draft) => api.discard(draft.draft_id, why), t("curation.discarded"));
