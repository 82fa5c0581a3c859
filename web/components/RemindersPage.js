// 智能提醒、智能推荐: what is to be minded now, what may be worth doing, and what one wants to be told at all.
import { html, ref } from "../vue.js";
import { loadReminders, loadWishes } from "../actions/reminders.js";
import { loading } from "../loading.js";
import { state } from "../store.js";
import { t } from "../texts.js";
import { OwnPage } from "./OwnPage.js";
import { Recommendation, Reminder } from "./Reminder.js";
import { WishesForm } from "./WishesForm.js";

export const RemindersPage = {
  setup() {
    const found = ref(null); // { wishes, recommendations }
    const loads = loading(async () => {
      const [told, answer] = await Promise.all([loadReminders(), loadWishes()]);
      found.value = answer;
      return told && answer;
    });
    return () => html`<${OwnPage} title=${t("own.reminders_title")} loading=${loads}>${() => html`
      <div data-testid="reminders">
        <${Told} wanted=${found.value.wishes.kinds.length > 0} />
        <${Recommended} found=${unheard(found.value.recommendations)} />
        <${WishesForm} wishes=${found.value.wishes} onKept=${(wishes) => (found.value.wishes = wishes)} />
      </div>`}</>`;
  },
};

/** What a reminder tells already is not recommended again. */
const unheard = (recommendations) =>
  recommendations.filter((one) => !state.reminders.some((told) => told.kind === one.kind && told.item_id === one.item_id));

function Told({ wanted }) {
  return html`
    <section aria-labelledby="told-title">
      <h3 id="told-title">${t("reminders.told")}</h3>
      <p class="quiet" role="status">${state.reminders.length ? t("reminders.new", { count: state.unseen }) : t(wanted ? "reminders.none" : "reminders.off")}</p>
      <ul class="case-list">${state.reminders.map((one) => html`<${Reminder} key=${one.reminder_id} reminder=${one} />`)}</ul>
    </section>`;
}
Told.props = ["wanted"];

function Recommended({ found }) {
  if (!found.length) return null;
  return html`
    <section aria-labelledby="recommended-title">
      <h3 id="recommended-title">${t("reminders.recommended")}</h3>
      <p class="quiet">${t("reminders.recommended_why")}</p>
      <ul class="case-list">${found.map((one) => html`<${Recommendation} key=${one.kind + one.item_id} one=${one} />`)}</ul>
    </section>`;
}
Recommended.props = ["found"];
