// Everything that is about to be sent, the person's word that it is true, and sending it: once, however often tapped.
const api = require("../../api.js");
const page = require("../../page.js");
const { sentenceOf } = require("../../problems.js");
const { send } = require("../../sending.js");
const { guideOf } = require("../../store.js");
const { t } = require("../../texts.js");
const form = require("../../view/form.js");

page({
  title: "review.title",
  texts: ["review", "mini"],
  data: { name: "", sections: [], materials: [], declared: false, sending: false, problem: "", pending: false },
  methods: {
    async begin(query) {
      this.id = query.id;
      await this.look();
    },
    async look() {
      const application = await api.application(this.id);
      const guide = application.bundle_id ? null : await guideOf(application.item_id).catch(() => null);
      const spec = form.specOf(application, guide);
      const names = spec.fields.map((one) => one.name);
      this.application = application;
      this.setData({
        name: application.item_name || application.name,
        sections: form.sections(application, spec, {}, names),
        materials: form.materials(application, {}),
        pending: application.state === "submitted" && !application.receipt,
      });
      // a returned case has its receipt already and is still to be sent again
      if (application.receipt && !form.editable(application)) wx.redirectTo({ url: `/pages/progress/progress?id=${this.id}` });
    },
    declare(event) {
      this.setData({ declared: event.detail.value.length > 0, problem: "" });
    },
    async submit() {
      if (this.data.sending) return;
      if (!this.data.declared) {
        this.setData({ problem: t("review.declare_first") });
        return;
      }
      this.setData({ sending: true, problem: "" });
      await this.sent();
      this.setData({ sending: false });
    },
    async sent() {
      try {
        const { findings } = await send(this.application);
        if (findings) wx.navigateBack();
        else await this.look();
      } catch (fault) {
        this.setData({ problem: sentenceOf(fault) });
        await this.look().catch(() => null); // it may have got there all the same
      }
    },
    back() {
      wx.navigateBack();
    },
  },
});
