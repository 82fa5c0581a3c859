// Writing a guide part by part: each part is JSON in a text box, the whole is checked before a draft is made of it.
import { t } from "../../texts.js";
import * as api from "../api.js";
import { desk } from "../store.js";
import { carryOut, focusOn, show, tryTo } from "./base.js";
import { loadLists, open, } from "./lists.js";

const written = (value) => JSON.stringify(value ?? null, null, 2);

/** A new draft from an item's newest guide; `ticketId`: it is to resolve that ticket. */
export const begin = (itemId, ticketId = null) => tryTo(async () => {
  const guide = await api.guide(itemId);
  await editor({ itemId, name: guide.name, content: guide.content, ticketId, draft: null });
});

/** Changes the draft; one that is stale is laid on the newest version. */
export const edit = (draft) => editor({ itemId: draft.item_id, name: draft.name, content: draft.content, ticketId: null, draft });

function editor({ itemId, name, content, ticketId, draft }) {
  const part = "summary" in content ? "summary" : Object.keys(content)[0];
  return show({
    kind: "editor", id: draft?.draft_id ?? itemId, itemId, name, content, ticketId, draft,
    part, text: written(content[part]), wrong: "", note: draft?.note ?? "", checked: null,
  });
}

/** Takes the text box over into the guide; false, with the reason beside it, where it is no JSON. */
function takeOver() {
  const { open: editing } = desk;
  try {
    const value = JSON.parse(editing.text);
    editing.wrong = "";
    if (written(value) !== written(editing.content[editing.part])) {
      editing.content = { ...editing.content, [editing.part]: value };
      editing.checked = null;
    }
    return true;
  } catch (fault) {
    if (!(fault instanceof SyntaxError)) throw fault;
    editing.wrong = t("curation.no_json", { value: lineOf(fault, editing.text) });
    return false;
  }
}

/** Browsers say `position 120` or `line 3 column 4`. */
function lineOf({ message }, text) {
  const line = message.match(/line (\d+)/)?.[1];
  const position = message.match(/position (\d+)/)?.[1];
  return line ?? (position ? text.slice(0, Number(position)).split("\n").length : 1);
}

export async function choosePart(part) {
  if (!takeOver()) return focusOn("#editor-text");
  Object.assign(desk.open, { part, text: written(desk.open.content[part]) });
  return focusOn("#editor-text");
}

export const check = () => tryTo(async () => {
  if (!takeOver()) return focusOn("#editor-text");
  const { itemId, content } = desk.open;
  desk.open.checked = await api.check({ item_id: itemId, content });
  return focusOn("#checked-title");
});

export async function save() {
  if (!takeOver()) return focusOn("#editor-text");
  const { itemId, content, ticketId, draft, note } = desk.open;
  return carryOut(async () => {
    let id;
    if (draft) id = (await api.changeDraft(draft.draft_id, { content, note, rebase: draft.stale }, draft.digest)).draft_id;
    else if (ticketId) id = (await api.proposeEdit(ticketId, content)).draft_id;
    else id = (await api.makeDraft({ item_id: itemId, content, note })).draft_id;
    await loadLists();
    desk.list = "drafts";
    await open("draft", id);
  }, t("curation.saved"));
}

/** Back to where one came from; what was typed is given up. */
export function leave() {
  const { draft, ticketId } = desk.open;
  if (draft) return open("draft", draft.draft_id);
  return ticketId ? open("ticket", ticketId) : show(null);
}
