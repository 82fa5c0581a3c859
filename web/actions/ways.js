// Ways into the conversation and its form from elsewhere on the page.
import { nextTick } from "../vue.js";
import { editable, fields, inConflict, leaveApplication, questions, state } from "../store.js";
import { t } from "../texts.js";
import { beginEdit, goTo, loadApplication } from "./application.js";
import { say } from "./chat.js";
import { loadGuide } from "./guides.js";
import { notify } from "./problems.js";
import { askSignIn } from "./session.js";

/** Opens one of my applications beside the conversation. */
export async function continueApplication(applicationId) {
  state.sheet = null;
  leaveApplication();
  await loadApplication(applicationId);
  if (state.application) Object.assign(state, { view: "form", route: "" });
}

/** Where a finding is mended: its field or material in the form, which is opened first. */
export async function mend(applicationId, finding) {
  if (state.application?.application_id !== applicationId) await continueApplication(applicationId);
  if (!state.application) return;
  const { field, material_id } = finding;
  const question = questions.value.some((one) => one.id === field);
  await goTo(question ? "question" : field ? "field" : "material", field ?? material_id ?? "");
  const shown = fields.value.find((one) => one.name === field)?.value;
  if (editable.value && shown && !inConflict(shown)) beginEdit(field, shown.value);
}

/** Words are put into the box, to be finished and said. */
export async function beginSaying(words) {
  Object.assign(state, { route: "", view: "chat", draft: words });
  await nextTick();
  document.getElementById("message-input")?.focus();
}

/** Says what was tapped. Where it needs an identity the sign-in comes up at once: it was what they asked for. */
export async function tap(words) {
  const said = await say(words);
  if (said && state.messages.at(-1)?.sign_in && !state.person && !state.sheet) await askSignIn(t("chat.continue_said"));
}

/** Says that one wants to handle it: the conversation goes on from there. */
export async function handleItem(itemId) {
  try {
    const guide = await loadGuide(itemId);
    await tap(t("chat.handle_said", { item: guide.name }));
  } catch (fault) {
    notify(fault);
  }
}
