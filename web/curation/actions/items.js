// An item's versions: compared, taken back, brought back; and finding the item in the first place.
import { t } from "../../texts.js";
import * as api from "../api.js";
import { desk } from "../store.js";
import { carryOut, show, tryTo } from "./base.js";
import { loadLists, open } from "./lists.js";

export const find = () => show({ kind: "find", id: "" });

export const search = (words) => tryTo(() => api.findItems(words));

export const openItem = (id) => tryTo(async () => show({ kind: "item", id, ...(await load(id)), compared: null }));

async function load(id) {
  const [guide, { versions }] = await Promise.all([api.guide(id), api.versions(id)]);
  return { guide, versions };
}

export const compare = (before, after) => tryTo(async () => {
  const { changes } = await api.compare(desk.open.id, before, after);
  desk.open.compared = { before, after, changes };
});

export const withdraw = (why) => carryOut(async () => {
  await api.withdraw(desk.open.id, why);
  Object.assign(desk.open, await load(desk.open.id));
}, t("curation.withdrawn"));

export const rollBack = (version, why, emergency) => carryOut(async () => {
  const { draft } = await api.rollBack(desk.open.id, { version, why, emergency });
  await loadLists();
  if (draft) await open("draft", draft.draft_id);
  else await openItem(desk.open.id);
}, t(emergency ? "curation.rolled_back" : "curation.drafted"));
