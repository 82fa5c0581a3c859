// What changes the operations page.
import { demoAccounts, demoLogin, logout, me } from "../api.js";
import { notify, sentenceOf } from "../actions/problems.js";
import { state } from "../store.js";
import { t } from "../texts.js";
import { nextTick } from "../vue.js";
import * as api from "./api.js";
import { fullDay, shifted } from "./format.js";
import { chosen, mayUse, operations, STAFF } from "./store.js";

export async function begin() {
  const query = new URLSearchParams(location.search);
  for (const name of Object.keys(operations.asked)) operations.asked[name] = query.get(name) ?? "";
  await tryTo(async () => {
    operations.person = (await me()).account;
    if (mayUse()) return load();
    operations.accounts = (await demoAccounts()).accounts.filter((one) => STAFF.includes(one.role));
  });
  operations.person ??= null;
}

export const signIn = (account) => tryTo(async () => {
  await demoLogin(account);
  await begin();
});

export const signOut = () => tryTo(async () => {
  await logout();
  Object.assign(operations, { figures: null, letters: null, model: null, day: null });
  await begin();
});

/** Loads what was chosen; days that can't be told of leave what is shown, with the sentence at the inputs. */
export async function load() {
  operations.loading = true;
  operations.problem = "";
  try {
    const found = await api.figures(chosen());
    Object.assign(operations, { figures: found, day: null });
    Object.assign(operations.asked, { from: found.first, to: found.last });
    history.replaceState(null, "", `?${new URLSearchParams(chosen())}`);
    if (operations.person.role === "admin") {
      const [model, { letters }] = await Promise.all([api.model(), api.letters()]);
      Object.assign(operations, { model, letters });
    }
  } catch (fault) {
    operations.problem = sentenceOf(fault);
  } finally {
    operations.loading = false;
  }
}

/** The last so many days. */
export function lastDays(count) {
  const to = operations.figures?.today ?? operations.asked.to;
  Object.assign(operations.asked, { from: shifted(to, 1 - count), to });
  return load();
}

/** Shows one day's figures, and brings the reader to them. */
export async function openDay(date) {
  operations.day = date;
  await nextTick();
  document.getElementById("day-title")?.focus();
}

export function closeDay() {
  const date = operations.day;
  operations.day = null;
  nextTick(() => document.querySelector(`[data-day="${date}"]`)?.focus());
}

export const resend = (letter) => tryTo(async () => {
  const { state: now } = await api.resend(letter.outbox_id);
  state.notice = t(`operations.resent_${now === "done" ? "done" : "waiting"}`);
  operations.letters = (await api.letters()).letters;
  await nextTick();
  document.getElementById("letters-title")?.focus();
});

export const switchModel = (on) => tryTo(async () => {
  operations.model = await api.switchModel(on);
  await nextTick();
  document.getElementById("model-title")?.focus();
});

export const periodOf = ({ first, last }) => t("operations.period", { from: fullDay(first), until: fullDay(last) });

async function tryTo(act) {
  try {
    await act();
  } catch (fault) {
    notify(fault);
  }
}
