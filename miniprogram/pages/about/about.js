// Who answers here, by which model, and what that model does and doesn't: all of it as the server tells it.
const api = require("../../api.js");
const page = require("../../page.js");

page({
  title: "own.about",
  texts: ["own"],
  data: { told: "", facts: [], parts: [] },
  methods: {
    async begin() {
      const { model, facts, parts } = await api.about();
      this.setData({ told: model.told, facts, parts });
    },
  },
});
