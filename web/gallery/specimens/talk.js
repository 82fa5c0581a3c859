// What stands in the conversation.
import { html } from "../../vue.js";
import { AppHeader } from "../../components/AppHeader.js";
import { ChatLog } from "../../components/ChatLog.js";
import { Composer } from "../../components/Composer.js";
import { HelpBar } from "../../components/HelpBar.js";
import { Notice } from "../../components/Notice.js";
import { PersonMessage } from "../../components/PersonMessage.js";
import { ReplyCard } from "../../components/ReplyCard.js";
import { Welcome } from "../../components/Welcome.js";
import { like, samples } from "../samples.js";

const { replies } = samples;

const reply = (state, sample, changes = {}) => {
  const shown = like(sample, { key: "r1", from: "assistant", ...changes });
  return { component: "ReplyCard", state, world: { messages: [shown] }, show: () => html`<${ReplyCard} reply=${shown} last=${true} />` };
};

const unfolded = (place) => place?.querySelector("details").setAttribute("open", "");

const said = (state, changes) => ({
  component: "PersonMessage",
  state,
  show: () => html`<${PersonMessage} message=${{ key: "p1", from: "person", text: replies.answered.items[0].name, state: "sent", ...changes }} />`,
});

const upload = (state, stage, sending = "sending") =>
  said(`upload-${state}`, { state: sending, document: { stage, name: "P1.jpg", picture: null, id: null } });

export const TALK = [
  { component: "AppHeader", state: "visitor", show: () => html`<${AppHeader} />` },
  { component: "AppHeader", state: "signed-in", world: { person: samples.account.name, unseen: 3 }, show: () => html`<${AppHeader} />` },
  { component: "Welcome", state: "visitor", show: () => html`<${Welcome} />` },
  { component: "Welcome", state: "unfinished", world: { person: samples.account.name, applications: [samples.draft] }, show: () => html`<${Welcome} />` },
  said("sent", {}),
  said("failed", { state: "failed", problem: "" }),
  upload("sending", "sending"),
  upload("reading", "reading"),
  upload("done", "done", "sent"),
  ...Object.entries(replies).map(([status, sample]) => reply(status, sample)),
  reply("worded", replies.answered, { ai: samples.worded }),
  { ...reply("worded-open", replies.answered), show: () => html`<div ref=${unfolded}><${ReplyCard} reply=${like(replies.answered, { key: "r1", ai: samples.worded })} last=${true} /></div>` },
  reply("sign-in", replies.handling, { sign_in: true, application: null, options: [] }),
  {
    component: "ChatLog",
    state: "thinking",
    world: { busy: true, messages: [{ key: "p1", from: "person", state: "sent", text: replies.answered.items[0].name }] },
    show: () => html`<${ChatLog} />`,
  },
  { component: "Composer", state: "empty", show: () => html`<${Composer} />` },
  { component: "Composer", state: "typed", world: { draft: replies.answered.options[0].label }, show: () => html`<${Composer} />` },
  { component: "HelpBar", state: "plain", show: () => html`<${HelpBar} />` },
  { component: "Notice", state: "shown", world: { notice: replies.blocked.text }, show: () => html`<${Notice} />` },
];
