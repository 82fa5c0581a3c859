// How people like the page: settings, 长辈版, and what of theirs the first screen shows.
import { html } from "../../vue.js";
import { ElderForm } from "../../components/ElderForm.js";
import { ElderWelcome } from "../../components/ElderWelcome.js";
import { LifeEvents } from "../../components/LifeEvents.js";
import { MicButton } from "../../components/MicButton.js";
import { MyCases } from "../../components/MyCases.js";
import { SettingsPage } from "../../components/SettingsPage.js";
import { SpeakButton } from "../../components/SpeakButton.js";
import { like, samples } from "../samples.js";

const { begun, draft, guide, ready, submitted } = samples;
const named = { person: samples.account.name };
const form = (state, application, more = {}) => ({
  component: "ElderForm",
  state,
  world: { ...named, elder: true, application, guides: { [guide.item_id]: guide }, ...more },
  show: () => html`<${ElderForm} />`,
});
const event = (at) => ({ event_id: `event-${at}`, name: samples.events[at] });

export const MANNER = [
  { component: "ElderWelcome", state: "visitor", world: { elder: true }, show: () => html`<${ElderWelcome} />` },
  form("question", begun),
  form("field", draft, { step: "field:mobile" }),
  form("sending", ready, { step: "part:submit" }),
  { component: "LifeEvents", state: "some", world: { events: samples.events.map((_, at) => event(at)) }, show: () => html`<${LifeEvents} />` },
  { component: "MyCases", state: "some", world: { ...named, listed: true, applications: [draft, submitted, like(submitted, { application_id: "app_2", state: "returned" })] }, show: () => html`<${MyCases} />` },
  { component: "SettingsPage", state: "visitor", world: { route: "settings" }, show: () => html`<${SettingsPage} />` },
  { component: "SettingsPage", state: "signed-in", world: { ...named, route: "settings", manner: { theme: "dark", tone: "local", read_aloud: true, less_motion: false } }, show: () => html`<${SettingsPage} />` },
  { component: "SpeakButton", state: "silent", show: () => html`<${SpeakButton} of="r1" text=${samples.replies.answered.text} />` },
  { component: "SpeakButton", state: "speaking", world: { reading: { key: "r1" } }, show: () => html`<${SpeakButton} of="r1" text=${samples.replies.answered.text} />` },
  { component: "MicButton", state: "ready", world: { sound: { microphone: true } }, show: () => html`<${MicButton} />` },
  { component: "MicButton", state: "listening", world: { sound: { microphone: true }, hearing: "listening" }, show: () => html`<${MicButton} />` },
];
