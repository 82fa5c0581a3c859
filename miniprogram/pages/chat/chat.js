// The conversation: common needs, replies with what they rest on, options, pictures, and a person at every moment.
const api = require("../../api.js");
const hearing = require("../../hearing.js");
const choosePicture = require("../../media.js");
const page = require("../../page.js");
const { state, forget } = require("../../store.js");
const talk = require("../../talk.js");
const { t, text } = require("../../texts.js");
const { timeOfDay } = require("../../format.js");
const replies = require("../../view/replies.js");
const talkWords = require("../../view/hearing.js");

const OPEN = ["draft", "ready", "returned"];

page({
  title: "brand.name",
  texts: ["chat", "composer", "welcome", "upload", "mini", "own", "header", "hearing"],
  data: { messages: [], greeting: "", needs: [], unfinished: [], draft: "", busy: false, last: "", signedIn: false, mayTalk: false, talk: {} },
  methods: {
    async begin() {
      this.hearing = hearing({
        show: (now) => this.setData({ talk: talkWords(now) }),
        write: (text, sure) => this.setData({ draft: this.data.draft.trimEnd() + text, notice: sure ? "" : t("hearing.heard.unsure") }),
        tell: (kind) => this.setData({ notice: kind === "refused" ? t("mini.microphone_refused") : t(`hearing.heard.${kind}`) }),
        tried: (act) => this.tried(act),
      });
      await talk.restore();
      const { transcribe } = await api.sound();
      this.setData({ mayTalk: transcribe });
    },
    async shown() {
      const value = t(`welcome.time.${timeOfDay()}`);
      const greeting = state.person ? t("welcome.title_named", { name: state.person.name, value }) : t("welcome.title", { value });
      this.setData({ greeting, needs: text("needs").map((one) => ({ label: one.label, ask: one.ask })), talk: talkWords({ stage: "" }) });
      this.draw();
      if (state.person && !state.messages.length) await this.listUnfinished();
      const words = state.toSay || (state.person && state.then);
      Object.assign(state, { toSay: null, then: state.person ? null : state.then });
      if (words) await this.say(words);
    },
    async listUnfinished() {
      const { applications } = await api.applications();
      const open = applications.filter((one) => OPEN.includes(one.state));
      this.setData({ unfinished: open.map((one) => ({ id: one.application_id, name: one.item_name, state: t(`state.${one.state}`) })) });
    },
    draw() {
      const messages = replies.shown(state.messages, Boolean(state.person));
      this.setData({ messages, signedIn: Boolean(state.person), last: messages.length ? `message-${messages.length - 1}` : "" });
    },
    type(event) {
      this.setData({ draft: event.detail.value });
    },
    async send() {
      const words = this.data.draft.trim();
      if (!words || this.data.busy) return;
      this.setData({ draft: "" });
      await this.say(words);
    },
    tapSay(event) {
      return this.say(event.currentTarget.dataset.words);
    },
    say(words) {
      return this.working(() => talk.say(words, () => this.draw()));
    },
    talkTouch(event) {
      this.hearing.touch(event);
    },
    talkMove(event) {
      this.hearing.move(event);
    },
    talkLeave(event) {
      this.hearing.leave(event);
    },
    talkTap() {
      this.hearing.tap();
    },
    talkDrop() {
      this.hearing.drop();
    },
    async attach() {
      const path = await choosePicture();
      if (path) await this.working(() => talk.sendPicture(path, () => this.draw()));
    },
    resend(event) {
      const message = state.messages.find((one) => one.key === event.currentTarget.dataset.key);
      return this.working(() => talk.deliver(message, () => this.draw()));
    },
    /** One turn at a time. */
    async working(act) {
      if (this.data.busy) return;
      this.setData({ busy: true });
      await this.tried(act);
      this.setData({ busy: false });
    },
    openCitation(event) {
      const { key, place } = event.currentTarget.dataset;
      const reply = state.messages.find((one) => one.key === key);
      const citation = replies.bySection(reply.citations).find((one) => one.key === place);
      state.cited = citation;
      wx.navigateTo({ url: `/pages/guide/guide?id=${citation.item_id}&kind=${citation.kind}` });
    },
    openForm(event) {
      wx.navigateTo({ url: `/pages/form/form?id=${event.currentTarget.dataset.id}` });
    },
    openPicture(event) {
      wx.navigateTo({ url: `/pages/upload/upload?id=${event.currentTarget.dataset.id}` });
    },
    signIn(event) {
      if (event.currentTarget.dataset.goOn) state.then = t("chat.continue_said");
      wx.navigateTo({ url: "/pages/sign-in/sign-in" });
    },
    openCases() {
      wx.navigateTo({ url: "/pages/cases/cases" });
    },
    openSettings() {
      wx.navigateTo({ url: "/pages/settings/settings" });
    },
    call(event) {
      wx.makePhoneCall({ phoneNumber: event.currentTarget.dataset.number || "12345" });
    },
    human() {
      return this.say(t("composer.human_said"));
    },
    startOver() {
      forget();
      this.draw();
    },
  },
});
