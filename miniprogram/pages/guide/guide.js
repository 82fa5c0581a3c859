// A guide or life event as published, opened at the cited place.
const api = require("../../api.js");
const page = require("../../page.js");
const { state, guideOf } = require("../../store.js");
const { t } = require("../../texts.js");
const guides = require("../../view/guide.js");

page({
  title: "guide.kind",
  texts: ["guide"],
  data: { guide: null, to: "" },
  methods: {
    async begin(query) {
      const citation = state.cited && state.cited.item_id === query.id ? state.cited : null;
      state.cited = null;
      const found = query.kind === "life_event" ? await api.lifeEvent(query.id) : await guideOf(query.id);
      const guide = guides.shown(found, citation);
      this.setData({ guide });
      this.setData({ to: guide.to }); // a scroll-view goes only to what it already shows
    },
    handle() {
      state.toSay = t("chat.handle_said", { item: this.data.guide.name });
      wx.navigateBack({ delta: 9 });
    },
  },
});
