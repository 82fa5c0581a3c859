// Signing in and out, and what is shown first.
import { demoAccounts, demoLogin, logout, me } from "../../api.js";
import { notify } from "../../actions/problems.js";
import { desk, isCurator } from "../store.js";
import { tryTo } from "./base.js";
import { openItem } from "./items.js";
import { loadLists, open } from "./lists.js";

const ADDRESS = /^#\/(draft|ticket|item)\/([^/]+)$/;

export async function begin() {
  try {
    desk.person = (await me()).account;
    desk.accounts = (await demoAccounts()).accounts.filter((one) => ["curator", "admin"].includes(one.role));
    if (!isCurator()) return;
    await loadLists();
    const [, kind, id] = location.hash.match(ADDRESS) ?? [];
    if (kind === "item") await openItem(decodeURIComponent(id));
    else if (kind) await open(kind, decodeURIComponent(id));
  } catch (fault) {
    desk.person ??= null;
    notify(fault);
  }
}

export const signIn = (account) => tryTo(async () => {
  await demoLogin(account);
  await begin();
});

export const signOut = () => tryTo(async () => {
  await logout();
  Object.assign(desk, { open: null, list: "drafts", offset: 0, drafts: { total: 0, drafts: [] } });
  history.replaceState(null, "", "#/");
  await begin();
});
