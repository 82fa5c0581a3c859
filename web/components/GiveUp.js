// Deleting a draft, or taking back what was handed in; each to whom it is given to do.
import { html, nextTick } from "../vue.js";
import { giveUp } from "../actions/cases.js";
import { mayDo, sideOf } from "../store.js";
import { t } from "../texts.js";
import { AskTwice } from "./AskTwice.js";

const DRAFT = ["draft", "ready"];
const SENT = ["submitted", "returned"];

export function GiveUp({ application, onDone }) {
  const { state, item_name, acting } = application;
  const act = async () => {
    await giveUp(application);
    await onDone(); // refused, it is shown as it is now: somebody may have sent it meanwhile
    await nextTick();
    if (document.activeElement === document.body) document.querySelector("#own-title, .panel, .log")?.focus();
  };
  const own = sideOf(application) !== "agent" || acting.kind === "guardian";
  if (DRAFT.includes(state) && own) return html`
    <${AskTwice} key="drop" testid="drop" label=${t("cases.drop")} name=${t("cases.drop_named", { name: item_name })}
      question=${t("cases.drop_ask")} yes=${t("cases.drop_yes")} no=${t("cases.drop_no")} onYes=${act} />`;
  if (SENT.includes(state) && mayDo(application, "submit")) return html`
    <${AskTwice} key="withdraw" testid="withdraw" label=${t("form.withdraw")} question=${t("form.withdraw_ask")}
      yes=${t("form.withdraw_yes")} no=${t("form.withdraw_no")} onYes=${act} />`;
  return null;
}
GiveUp.props = ["application", "onDone"];
