// One case: how far it is, what is due, what to mend, what came back, and its receipt.
const api = require("../../api.js");
const page = require("../../page.js");
const { state } = require("../../store.js");
const { t } = require("../../texts.js");
const cases = require("../../view/cases.js");
const form = require("../../view/form.js");

const GIVES_UP = ["submitted", "accepted", "returned"];

page({
  title: "own.case_title",
  texts: ["cases", "timeline", "receipt", "result", "correction", "composer", "form", "papers", "mini"],
  data: { one: null, due: null, mends: [], steps: [], receipt: null, result: null },
  methods: {
    begin(query) {
      this.id = query.id;
    },
    async shown() {
      const [application, course] = await Promise.all([api.application(this.id), api.progress(this.id)]);
      const returned = application.state === "returned";
      const count = application.findings.length;
      this.setData({
        one: {
          name: application.item_name,
          state: t(`state.${application.state}`),
          standing: t(`cases.standing.${application.state}`),
          returned,
          correction: count ? t("correction.title", { count }) : t("correction.mended"),
          note: application.note,
          mayWithdraw: GIVES_UP.includes(application.state) && !(application.acting && application.acting.agent === (state.person || {}).account),
        },
        mends: returned ? form.findings(application.findings) : [],
        due: cases.dueOf(course),
        steps: cases.timeline(course),
        receipt: cases.receipt(application, state.person),
        result: cases.result(course),
      });
    },
    mend(event) {
      wx.navigateTo({ url: `/pages/form/form?id=${this.id}&at=${event.currentTarget.dataset.at}` });
    },
    openForm() {
      wx.navigateTo({ url: `/pages/form/form?id=${this.id}` });
    },
    copy() {
      const { number, code } = this.data.receipt;
      wx.setClipboardData({ data: `${t("receipt.number")} ${number} ${t("receipt.query_code")} ${code}` });
    },
    openResult() {
      return this.tried(async () => wx.openDocument({ filePath: await api.result(this.id), showMenu: true }));
    },
    call() {
      wx.makePhoneCall({ phoneNumber: "12345" });
    },
    withdraw() {
      const act = () => this.tried(async () => {
        await api.withdraw(this.id);
        await this.shown();
      });
      wx.showModal({
        title: t("form.withdraw"),
        content: t("form.withdraw_ask"),
        confirmText: t("form.withdraw_yes"),
        cancelText: t("form.withdraw_no"),
        success: (answer) => answer.confirm && act(),
      });
    },
  },
});
