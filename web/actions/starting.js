// From a guide page: `#/start/<item>?<question>=<option>` says for the person that they want to handle it, as they chose there.
// The address holds options and nothing of anybody; it is cleared at once, so that a reload says nothing again.
import { watch } from "../vue.js";
import { state } from "../store.js";
import { t } from "../texts.js";
import { answerSituation } from "./application.js";
import { loadGuide, loadLifeEvent } from "./guides.js";
import { notify } from "./problems.js";
import { tap } from "./ways.js";

const EVENT = "event/";

export async function startFromAddress() {
  const [path, query] = location.hash.replace("#/start/", "").split("?");
  history.replaceState(null, "", `${location.pathname}#/`);
  const id = decodeURIComponent(path);
  try {
    if (id.startsWith(EVENT)) await startEvent(id.slice(EVENT.length));
    else await startItem(id, new URLSearchParams(query));
  } catch (fault) {
    notify(fault);
  }
}

async function startEvent(eventId) {
  const event = await loadLifeEvent(eventId);
  await tap(t("chat.handle_said", { item: event.name }));
}

async function startItem(itemId, chosen) {
  const guide = await loadGuide(itemId);
  const answers = guide.situations
    .map((question) => ({ question, option: question.options.find((one) => one.id === chosen.get(question.id)) }))
    .filter(({ option }) => option);
  answerWhenOpen(itemId, answers);
  const label = answers.map(({ option }) => option.label).join("，");
  const said = label ? t("chat.handle_said_as", { item: guide.name, label }) : t("chat.handle_said", { item: guide.name });
  await tap(said);
}

/** What was chosen and not understood from the sentence is answered once the application is open: that may be after signing in. */
function answerWhenOpen(itemId, answers) {
  const stop = watch(() => state.application?.item_id === itemId && !state.busy, async (open) => {
    if (!open) return;
    stop();
    for (const { question, option } of answers)
      if (state.application?.item_id === itemId && !state.application.situation[question.id]) await answerSituation(question.id, option.id);
  });
}
