// 一件事: what happens in a life and what is handled with it in one go. Stands last on the first screen, so nothing moves when it comes.
import { html, onMounted } from "../vue.js";
import * as api from "../api.js";
import { say } from "../actions/chat.js";
import { state } from "../store.js";
import { t } from "../texts.js";

async function load() {
  try {
    state.events = (await api.lifeEvents()).life_events;
  } catch (fault) {
    if (!(fault instanceof api.ApiError || fault instanceof api.NetworkError)) throw fault;
    state.events = null; // the screen is as good without; asked again the next time
  }
}

const short = (name) => name.replace(/[“"][^”"]*[”"]$/, ""); // the heading says already what they are

export const LifeEvents = {
  setup() {
    onMounted(() => state.events ?? load());
    return () => state.events?.length > 0 && html`
      <section class="events" aria-labelledby="events-title" data-testid="life-events">
        <h3 id="events-title">${t("welcome.events_title")}</h3>
        <p class="quiet">${t("welcome.events_lead")}</p>
        <div class="events-row">
          ${state.events.map((one) => html`
            <button type="button" class="event" key=${one.event_id} data-testid="life-event" onClick=${() => say(t("welcome.event_said", { name: one.name }))}>${short(one.name)}</button>`)}
        </div>
      </section>`;
  },
};
