// How it looks, who is signed in, and whether this WeChat signs in by itself.
const api = require("../../api.js");
const page = require("../../page.js");
const login = require("../../login.js");
const { state, setElder } = require("../../store.js");
const { t } = require("../../texts.js");

async function keepElder(elder) {
  const { theme, tone, read_aloud, less_motion } = await api.settings();
  await api.choose({ elder, theme, tone, read_aloud, less_motion });
}

page({
  title: "mini.settings",
  texts: ["mini", "header", "sign_in", "composer", "own"],
  data: { person: "" },
  methods: {
    shown() {
      this.setData({ person: state.person ? t("sign_in.signed_in_as", { name: state.person.name }) : "" });
    },
    /** Here at once; for the person's other devices where somebody is signed in. */
    setElder(event) {
      setElder(event.detail.value);
      return this.tried(async () => {
        await this.words();
        this.shown();
        if (state.person) await keepElder(state.elder);
      });
    },
    signIn() {
      wx.navigateTo({ url: "/pages/sign-in/sign-in" });
    },
    signOut() {
      return this.tried(async () => {
        await login.signOut();
        this.shown();
      });
    },
    unbind() {
      return this.tried(async () => {
        await login.unbind();
        wx.showToast({ title: t("mini.unbound"), icon: "none" });
      });
    },
    openAbout() {
      wx.navigateTo({ url: "/pages/about/about" });
    },
    call() {
      wx.makePhoneCall({ phoneNumber: "12345" });
    },
  },
});
