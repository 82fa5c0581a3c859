// What every page has: the texts before anything is shown, 长辈版, a notice for faults. Pages are components, as WeChat
// allows, so that the simulator can render them.
const { state, whoIsHere } = require("./store.js");
const { sentenceOf } = require("./problems.js");
const texts = require("./texts.js");

/**
 * { texts: groups of texts shown, title: key of the bar's title, data, methods }. Of the methods `begin(query)` runs when
 * texts are there, `shown()` then and at each return to the page; both may give a promise, and what they throw is told.
 */
module.exports = function page(options) {
  const { methods } = options;
  Component({
    data: Object.assign({ t: {}, elder: false, ready: false, failed: false, notice: "" }, options.data),
    methods: Object.assign({}, methods, {
      onLoad(query) {
        this.query = query || {};
        this.begun = this.takeUp();
        return this.begun;
      },
      onShow() {
        if (!this.data.ready) return null;
        this.again = this.tried(async () => {
          await this.words();
          if (methods.shown) await this.shown();
        });
        return this.again;
      },
      /** The texts as this person wants them said now. */
      async words() {
        await texts.load(state.elder);
        this.setData({ t: texts.groups(options.texts.concat("problem", "brand")), elder: state.elder });
        wx.setNavigationBarTitle({ title: texts.t(options.title) });
      },
      /** Also what the button does where the first texts could not be had. */
      async takeUp() {
        try {
          await this.words();
        } catch (fault) {
          this.setData({ failed: true });
          return;
        }
        this.setData({ ready: true, failed: false });
        await this.tried(async () => {
          await whoIsHere();
          if (methods.begin) await this.begin(this.query);
          if (methods.shown) await this.shown();
        });
      },
      /** Runs it and tells what went wrong; true when nothing did. */
      async tried(act) {
        try {
          await act();
          return true;
        } catch (fault) {
          this.setData({ notice: sentenceOf(fault) });
          return false;
        }
      },
      dismiss() {
        this.setData({ notice: "" });
      },
    }),
  });
};
