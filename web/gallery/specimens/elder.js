// 长辈版, the first screen's parts, reading aloud, speaking, and the settings of the person.
import { html } from "../../vue.js";
import { ElderForm } from "../../components/ElderForm.js";
import { ElderWelcome } from "../../components/ElderWelcome.js";
import { LifeEvents } from "../../components/LifeEvents.js";
import { Composer } from "../../components/Composer.js";
import { MyCases } from "../../components/MyCases.js";
import { AboutPage } from "../../components/AboutPage.js";
import { SettingsPage } from "../../components/SettingsPage.js";
import { SpeakButton } from "../../components/SpeakButton.js";
import { like, samples } from "../samples.js";

const { begun, draft, guide, submitted } = samples;
const named = { person: samples.account.name };
const elder = { ...named, elder: true };
const returned = like(submitted, { state: "returned", application_id: "app_2", findings: samples.precheck.findings });

const form = (state, world) => ({
  component: "ElderForm",
  state,
  world: { ...elder, application: { ...draft, etag: '"1"' }, guides: { [draft.item_id]: guide }, ...world },
  show: () => html`<${ElderForm} />`,
});
const said = { draft: samples.replies.answered.options[0].label };
const mic = (state, hearing, heard = null, world = {}) => ({
  component: "MicButton",
  state,
  world: { ...world, hearing: hearing && { held: false, away: false, quiet: false, level: 0.6, ...hearing }, heard: heard && { kind: heard, detail: "" }, sound: { microphone: true } },
  show: () => html`<${Composer} />`,
});
const speak = (state, reading) => ({ component: "SpeakButton", state, world: { reading }, show: () => html`<${SpeakButton} of="r1" text=${samples.replies.answered.text} />` });
const event = (name, at) => ({ event_id: `event-${at}`, name, plain_name: name, summary: "", subject: "person" });

export const ELDER = [
  { component: "ElderWelcome", state: "visitor", world: { elder: true, sound: { microphone: true } }, show: () => html`<${ElderWelcome} />` },
  { component: "ElderWelcome", state: "unfinished", world: { ...elder, applications: [draft] }, show: () => html`<${ElderWelcome} />` },
  form("question", { application: begun }),
  form("value", { step: `field:${draft.fields[0].name}` }),
  form("check", { step: "part:precheck" }),
  form("last", { step: "part:submit" }),
  { component: "MyCases", state: "some", world: { ...named, applications: [draft, submitted, returned] }, show: () => html`<div class="welcome"><${MyCases} /></div>` },
  { component: "LifeEvents", state: "some", world: { events: samples.events.map(event) }, show: () => html`<div class="welcome"><${LifeEvents} /></div>` },
  mic("ready", null),
  mic("asking", { stage: "asking" }),
  mic("listening", { stage: "listening" }, null, said),
  mic("held", { stage: "listening", held: true }, null, said),
  mic("away", { stage: "listening", held: true, away: true }),
  mic("quiet", { stage: "listening", quiet: true, level: 0 }),
  mic("writing", { stage: "writing" }, null, said),
  mic("unsure", null, "unsure", said),
  mic("silence", null, "silence"),
  mic("refused", null, "refused"),
  mic("offline", null, "offline", said),
  speak("silent", null),
  speak("reading", { key: "r1" }),
  { component: "AboutPage", state: "plain", world: { route: "about" }, answers: { "/about": samples.about }, show: () => html`<${AboutPage} />` },
  { component: "AboutPage", state: "failed", world: { route: "about" }, show: () => html`<${AboutPage} />` },
  { component: "SettingsPage", state: "visitor", world: { route: "settings" }, show: () => html`<${SettingsPage} />` },
  { component: "SettingsPage", state: "signed-in", world: { ...named, route: "settings" }, show: () => html`<${SettingsPage} />` },
];
