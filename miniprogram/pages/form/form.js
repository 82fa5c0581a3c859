// The form of one application: what is asked, each value with its source, materials, and the precheck.
const api = require("../../api.js");
const choosePicture = require("../../media.js");
const page = require("../../page.js");
const { sentenceOf } = require("../../problems.js");
const { guideOf } = require("../../store.js");
const { t } = require("../../texts.js");
const form = require("../../view/form.js");

page({
  title: "landmark.form",
  texts: ["form", "materials", "precheck", "review", "commitment", "mini", "chat"],
  data: { app: null, questions: [], sections: [], materials: [], verdict: "", findings: [], checking: false, toConfirm: "", to: "" },
  methods: {
    begin(query) {
      Object.assign(this, { edits: {}, open: [], slots: {}, last: Promise.resolve(), precheck: null });
      this.id = query.id;
    },
    async shown() {
      await this.show(await api.application(this.id));
      if (this.query.at) this.setData({ to: `at-${this.query.at}` });
    },
    async show(application) {
      if (this.application && this.application.version !== application.version) this.precheck = null;
      this.application = application;
      this.guide = application.bundle_id ? null : await guideOf(application.item_id).catch(() => null);
      this.draw();
    },
    draw() {
      const { application } = this;
      const spec = form.specOf(application, this.guide);
      const answer = this.precheck || (application.findings.length ? { passed: application.state === "ready", findings: application.findings } : null);
      const open = form.unconfirmed(application).filter((one) => !one.others.length);
      this.setData({
        app: { name: application.item_name || application.name, state: t(`state.${application.state}`), editable: form.editable(application), note: application.note || "" },
        questions: form.questions(application, spec),
        sections: form.sections(application, spec, this.edits, this.open),
        materials: form.materials(application, this.slots),
        verdict: answer ? form.verdict(answer) : "",
        findings: answer ? form.findings(answer.findings) : [],
        toConfirm: open.length ? t("form.to_confirm", { count: open.length }) : "",
      });
    },
    /** One at a time, each with the version that the one before left: three quick taps are three answers. */
    change(act) {
      this.last = this.last.then(() =>
        act(this.application).then(
          (application) => this.show(application),
          (fault) => this.met(fault),
        ),
      );
      return this.last;
    },
    /** A newer version on the server is shown; what is typed stays. */
    async met(fault) {
      const notice = sentenceOf(fault);
      const current = fault.problem && fault.problem.current;
      if (current) await this.show(Object.assign({}, current, { etag: `"${current.version}"` }));
      this.setData({ notice });
    },
    answer(event) {
      const { question, option } = event.currentTarget.dataset;
      return this.change((now) => api.setSituation(this.id, { [question]: option }, now.etag));
    },
    edit(event) {
      const { name } = event.currentTarget.dataset;
      const value = this.application.fields.find((one) => one.name === name);
      this.edits[name] = { text: value ? value.value : "", problem: "", newer: "" };
      this.draw();
    },
    typed(event) {
      const { name } = event.currentTarget.dataset;
      const known = Boolean(this.edits[name]);
      this.edits[name] = Object.assign({ newer: "" }, this.edits[name], { text: event.detail.value, problem: "" });
      if (!known) this.draw(); // the button to save comes with the first letter
    },
    cancel(event) {
      delete this.edits[event.currentTarget.dataset.name];
      this.draw();
    },
    save(event) {
      return this.saved(event.currentTarget.dataset.name);
    },
    choose(event) {
      const { name, value } = event.currentTarget.dataset;
      this.edits[name] = { text: value, problem: "", newer: "" };
      return this.saved(name);
    },
    /** A refused value stays in its box with the reason; so does one that met a newer version. */
    async saved(name) {
      const edit = this.edits[name];
      if (!edit) return;
      try {
        const application = await api.setFields(this.id, { [name]: edit.text.trim() }, this.application.etag);
        const refused = application.problems[name];
        if (refused) edit.problem = refused.message;
        else delete this.edits[name];
        await this.show(application);
      } catch (fault) {
        const current = fault.problem && fault.problem.current;
        if (current) {
          const value = current.fields.find((one) => one.name === name);
          edit.newer = value && value.value ? t("form.newer", { value: value.value }) : t("form.newer_blank");
        } else edit.problem = sentenceOf(fault);
        if (current) await this.show(Object.assign({}, current, { etag: `"${current.version}"` }));
        this.draw();
      }
    },
    confirm(event) {
      const { name } = event.currentTarget.dataset;
      return this.change((now) => api.confirm(this.id, [name], now.etag));
    },
    confirmAll() {
      const names = form.unconfirmed(this.application).filter((one) => !one.others.length).map((one) => one.name);
      return this.change((now) => api.confirm(this.id, names, now.etag));
    },
    /** One of several differing values: the person's yes to it. */
    take(event) {
      const { name, value } = event.currentTarget.dataset;
      const kept = this.application.fields.find((one) => one.name === name);
      return kept.value === value ? this.confirm(event) : this.choose(event);
    },
    unmask(event) {
      const { name } = event.currentTarget.dataset;
      this.open = this.open.includes(name) ? this.open.filter((one) => one !== name) : this.open.concat(name);
      this.draw();
    },
    commit(event) {
      const { id, accepted } = event.currentTarget.dataset;
      return this.change(() => api.commit(this.id, id, accepted));
    },
    whose(event) {
      const { id, option } = event.currentTarget.dataset;
      return this.change((now) => api.whose(this.id, id, option, now.etag));
    },
    async hand(event) {
      const { id } = event.currentTarget.dataset;
      const path = await choosePicture();
      if (!path || (this.slots[id] && this.slots[id].busy)) return;
      this.slots[id] = { busy: true, problem: "" };
      this.draw();
      try {
        const application = await api.attach(this.id, id, path);
        delete this.slots[id];
        await this.show(application);
      } catch (fault) {
        this.slots[id] = { busy: false, problem: sentenceOf(fault) };
        this.draw();
      }
    },
    openPicture(event) {
      wx.navigateTo({ url: `/pages/upload/upload?id=${event.currentTarget.dataset.id}` });
    },
    async check() {
      if (this.data.checking) return;
      this.setData({ checking: true });
      await this.tried(async () => {
        const answer = await api.precheck(this.id);
        await this.show(await api.application(this.id));
        this.precheck = answer;
        this.draw();
      });
      this.setData({ checking: false });
    },
    goTo(event) {
      this.setData({ to: "" });
      this.setData({ to: `at-${event.currentTarget.dataset.at}` });
    },
    review() {
      if (form.inConflict(this.application).length) this.setData({ notice: t("review.conflict_first") });
      else wx.navigateTo({ url: `/pages/review/review?id=${this.id}` });
    },
  },
});
