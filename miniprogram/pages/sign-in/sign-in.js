// Signing in: first by the phone itself; a phone that is nobody's yet by one of the demo's accounts, bound if agreed.
const api = require("../../api.js");
const page = require("../../page.js");
const { sentenceOf } = require("../../problems.js");
const login = require("../../login.js");
const { state } = require("../../store.js");
const { t } = require("../../texts.js");

const CITIZENS = ["citizen"];

page({
  title: "sign_in.title",
  texts: ["sign_in", "mini"],
  data: { trying: true, why: "", accounts: [], mayBind: false, agreed: false, busy: false },
  methods: {
    async begin() {
      await this.byCode();
      if (state.person) wx.navigateBack();
      else await this.list();
    },
    /** What went wrong with it is told beside the other way, not instead of it. */
    async byCode() {
      try {
        this.binding = await login.byCode();
      } catch (fault) {
        this.setData({ why: sentenceOf(fault) });
      }
      this.setData({ trying: false, mayBind: Boolean(this.binding) });
    },
    async list() {
      const { accounts } = await api.demoAccounts();
      this.setData({ accounts: accounts.filter((one) => CITIZENS.includes(one.role)) });
    },
    agree(event) {
      this.setData({ agreed: event.detail.value });
    },
    async choose(event) {
      if (this.data.busy) return;
      this.setData({ busy: true });
      const done = await this.tried(() => this.signIn(event.currentTarget.dataset.account));
      this.setData({ busy: false });
      if (done) wx.navigateBack();
    },
    async signIn(account) {
      await login.asDemo(account);
      if (!this.data.agreed || !this.binding) return;
      await login.agree(this.binding);
      wx.showToast({ title: t("mini.bound"), icon: "none" });
    },
  },
});
