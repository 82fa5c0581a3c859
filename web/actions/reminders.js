// 智能提醒、智能推荐: what one asked to be told, what one wants to be told, and what may be worth doing.
import * as api from "../api.js";
import { state } from "../store.js";
import { notify } from "./problems.js";

export async function loadReminders() {
  try {
    const answer = await api.reminders();
    Object.assign(state, { reminders: answer.reminders, unseen: answer.unseen });
    return true;
  } catch (fault) {
    notify(fault);
    return false;
  }
}

export async function seen(reminder) {
  if (reminder.seen) return;
  try {
    await api.reminderSeen(reminder.reminder_id);
  } catch (fault) {
    notify(fault);
    return;
  }
  reminder.seen = true;
  state.unseen = Math.max(state.unseen - 1, 0);
}

/** { wishes, recommendations } as they are now, or null with the reason told. */
export async function loadWishes() {
  try {
    const [wishes, { recommendations }] = await Promise.all([api.reminderWishes(), api.recommendations()]);
    return { wishes, recommendations };
  } catch (fault) {
    notify(fault);
    return null;
  }
}

/** Resolves with what is wanted now; what is due is told at once. */
export async function wish(wishes) {
  const kept = await api.wishReminders(wishes);
  await loadReminders();
  return kept;
}
