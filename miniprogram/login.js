// Signing in: by the code the phone's platform gives, or in the demo as an invented person.
const api = require("./api.js");
const { takeSession, setElder, state } = require("./store.js");

/** A code of this phone; good for one exchange. */
const code = () =>
  new Promise((resolve, reject) => wx.login({ success: (answer) => resolve(answer.code), fail: (fault) => reject(new api.NetworkError(fault.errMsg)) }));

/** Signs in who this phone was bound to; else gives the binding that `agree` takes, for ten minutes. */
async function byCode() {
  try {
    await taken(await api.platformLogin(await code()));
    return null;
  } catch (fault) {
    if (fault instanceof api.ApiError && fault.problem.code === "not_bound") return fault.problem.binding;
    throw fault;
  }
}

async function asDemo(account) {
  await taken(await api.demoLogin(account));
}

/** Signed in; 长辈版 goes along to each of the person's devices, and the sign-in stands where it can't be asked. */
async function taken(signedIn) {
  takeSession(signedIn);
  const settings = await api.settings().catch(() => null);
  if (settings && settings.kept) setElder(settings.elder);
}

/** This phone is the signed-in person's from now on. */
const agree = (binding) => api.platformBind(binding);
const unbind = () => api.platformUnbind();

async function signOut() {
  if (state.person) await api.logout();
  takeSession(null);
}

module.exports = { byCode, asDemo, agree, unbind, signOut };
