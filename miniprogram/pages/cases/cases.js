// My cases: what is mine to do, what is under way, what is over.
const api = require("../../api.js");
const page = require("../../page.js");
const { state } = require("../../store.js");
const cases = require("../../view/cases.js");

page({
  title: "own.cases_title",
  texts: ["own", "cases", "header"],
  data: { signedIn: false, groups: [], loaded: false },
  methods: {
    async shown() {
      this.setData({ signedIn: Boolean(state.person) });
      if (!state.person) return;
      const [{ applications }, { bundles }] = await Promise.all([api.applications(), api.bundles()]);
      this.setData({ groups: cases.grouped(applications, bundles), loaded: true });
    },
    open(event) {
      const { id, page: name } = event.currentTarget.dataset;
      wx.navigateTo({ url: `/pages/${name}/${name}?id=${id}` });
    },
    signIn() {
      wx.navigateTo({ url: "/pages/sign-in/sign-in" });
    },
  },
});
