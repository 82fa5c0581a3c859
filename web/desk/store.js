// What the desk knows. The open dialog and the notice are the shared page state's (`../store.js`).
import { reactive } from "../vue.js";
import { recall } from "../storage.js";

export const LIMIT = 30;
export const KEYS_OFF = "desk.keys_off";

export const desk = reactive({
  person: undefined, // undefined until asked, null when nobody is signed in
  accounts: [],
  view: "queue", // queue | agreement
  filter: { state: "submitted", order: "deadline", whose: "all", second: "", item_id: "" },
  offset: 0,
  page: { total: 0, counts: {}, cases: [] },
  items: {}, // item id → name, of what was seen in the queue
  case: null,
  before: null, // { id, name, who }: the case decided just now, when the next one opened by itself
  looking: null, // { documentId, page, place, label }: what the picture shows
  agreement: null,
  keys: recall(KEYS_OFF) !== true,
  busy: false,
  problem: "", // of the open dialog
});

export const openId = () => desk.case?.application.application_id ?? null;
export const mayDecide = () => desk.case?.application.state === "submitted" && !desk.case.proposal && mayAct();
export const mayAct = () => !desk.case.city_decides && (!desk.case.claim || desk.case.claim.mine);
