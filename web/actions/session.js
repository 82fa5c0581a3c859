// Who is here: signing in and out.
import * as api from "../api.js";
import { state } from "../store.js";
import { listApplications } from "./application.js";
import { say, startOver } from "./chat.js";
import { notify } from "./problems.js";
import { loadReminders } from "./reminders.js";
import { leaveSettings, takeSettings } from "./settings.js";

/** `then` is what is said for the person once signed in, so that the matter goes on. */
export async function askSignIn(then = null) {
  state.sheet = { kind: "sign-in", accounts: null, then };
  try {
    const { accounts } = await api.demoAccounts();
    if (state.sheet?.kind === "sign-in") state.sheet.accounts = accounts;
  } catch (fault) {
    if (state.sheet?.kind === "sign-in") state.sheet.accounts = [];
    notify(fault);
  }
}

export async function signIn(person) {
  const then = state.sheet?.then ?? null;
  const another = state.person && state.person.account !== person.account;
  try {
    await api.demoLogin(person.account);
  } catch (fault) {
    notify(fault);
    return;
  }
  if (another) forget();
  state.person = person;
  state.sheet = null;
  await mine();
  if (then) await say(then);
}

export async function signOut() {
  try {
    await api.logout();
  } catch (fault) {
    notify(fault);
    return;
  }
  state.person = null;
  state.sheet = null;
  forget();
  leaveSettings();
}

/** Nothing of one person is ever shown to the next. */
function forget() {
  startOver();
  Object.assign(state, { applications: [], bundles: [], courses: {}, case: null, delegations: [], reminders: [], unseen: 0 });
}

/** What is the signed-in person's own, for the first screen. */
export const mine = () => Promise.all([listApplications(), loadReminders(), takeSettings()]);
