// Takes up what this phone remembers; everything else each page asks for.
const store = require("./store.js");

App({
  onLaunch() {
    store.takeUp();
  },
});
