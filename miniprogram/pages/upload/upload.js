// A picture handed in: the picture, what was read from it, how surely, and what to do again.
const api = require("../../api.js");
const page = require("../../page.js");
const { sureness } = require("../../view/form.js");
const { t } = require("../../texts.js");

page({
  title: "mini.reading",
  texts: ["mini", "own"],
  data: { path: "", state: "", pages: [] },
  methods: {
    async begin(query) {
      this.id = query.id;
      await this.look();
    },
    async look() {
      const found = await api.document(this.id);
      this.setData({ state: found.state, pages: found.pages.map(shown) });
      // The picture is a help beside what was read: without it the page is still whole.
      if (!this.data.path) this.setData({ path: await api.pagePicture(this.id, 1).catch(() => "") });
    },
    again() {
      return this.tried(() => this.look());
    },
    enlarge() {
      wx.previewImage({ urls: [this.data.path] });
    },
  },
});

function shown(one) {
  return {
    title: t("photo.page", { number: one.page }),
    fields: one.fields.map((field) => ({ name: field.name, label: field.label || field.name, value: field.value, source: `${t("source.document")} · ${sureness(field.confidence)}` })),
    notes: one.quality.problems.map((problem) => problem.message),
  };
}
