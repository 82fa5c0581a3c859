// A phone for tests: WeChat's simulator renders the pages, and `wx` really talks HTTP to the service under test.
const { readFileSync } = require("node:fs");
const path = require("node:path");
const { JSDOM } = require("jsdom");

const ROOT = path.resolve(__dirname, "../../miniprogram");
const SERVER = process.env.SERVER;
const PATIENCE_MS = 120000; // two cores carry server, reader and test at once: waiting is for the slow case

const { window } = new JSDOM("<!doctype html><body></body>", { url: "http://localhost/", pretendToBeVisual: true });
Object.assign(global, { window, document: window.document });
for (const name of ["Element", "Node", "HTMLElement", "Event", "CustomEvent", "MutationObserver"]) global[name] = window[name];
const simulate = require("miniprogram-simulate");

const METHODS = ["OPTIONS", "GET", "HEAD", "POST", "PUT", "DELETE", "TRACE", "CONNECT"]; // all that wx.request knows

/** The one recorder of the phone; `hears` what the handlers were given. */
function recorder(phone) {
  const hears = {};
  const on = (name) => (handler) => (hears[name] = handler);
  const later = (name, told) => setTimeout(() => hears[name](told), 5);
  return {
    ...Object.fromEntries(["Start", "Stop", "Error", "InterruptionBegin"].map((name) => [`on${name}`, on(name)])),
    hears,
    start: (options) => (phone.done.push(["record", options]), phone.sound ? later("Start") : later("Error", { errMsg: "operateRecorder:fail auth deny" })),
    stop: () => later("Stop", { tempFilePath: phone.sound, duration: 2000 }),
  };
}

class Phone {
  constructor() {
    this.kept = new Map(); // wx storage
    this.pages = []; // the stack, last on top
    this.network = "up"; // "down": nothing goes out; "deaf": the server hears, its answer is lost
    this.underway = 0;
    this.calls = []; // [method, path, status]
    this.done = []; // [name, options] of what the platform was asked to do
    this.codes = []; // what wx.login gives next
    this.picture = null; // path that wx.chooseMedia gives
    this.sound = null; // path of what its microphone hears; null: it may not be used
    this.launch();
  }

  /** Begins anew with what is kept, as after the phone ended it. */
  launch() {
    this.recorder = null;
    for (const file of Object.keys(require.cache)) if (file.startsWith(ROOT)) delete require.cache[file];
    require(path.join(ROOT, "config.js")).server = SERVER;
    while (this.pages.length) this.pages.pop().detach();
    global.wx = this.wx();
    global.App = (app) => app.onLaunch();
    require(path.join(ROOT, "app.js"));
  }

  wx() {
    const note = (name, then = () => undefined) => (options) => {
      this.done.push([name, options]);
      return then(options);
    };
    return {
      getStorageSync: (key) => (this.kept.has(key) ? JSON.parse(this.kept.get(key)) : ""),
      setStorageSync: (key, value) => this.kept.set(key, JSON.stringify(value)),
      removeStorageSync: (key) => this.kept.delete(key),
      request: (options) => this.request(options),
      uploadFile: (options) => this.upload(options),
      downloadFile: (options) => this.request({ ...options, method: "GET" }, "/tmp/downloaded"),
      login: ({ success }) => success({ code: this.codes.shift() || "the code is a mock one" }),
      getRecorderManager: () => (this.recorder ||= recorder(this)),
      chooseMedia: ({ success, fail }) => (this.picture ? success({ tempFiles: [{ tempFilePath: this.picture }] }) : fail({})),
      navigateTo: note("navigateTo", ({ url }) => (this.going = this.push(url))),
      redirectTo: note("redirectTo", ({ url }) => (this.pages.pop().detach(), (this.going = this.push(url)))),
      navigateBack: note("navigateBack", (options) => (this.going = this.back((options || {}).delta || 1))),
      showModal: note("showModal", ({ success }) => success({ confirm: true })),
      ...Object.fromEntries(["setNavigationBarTitle", "makePhoneCall", "showToast", "setClipboardData", "openDocument", "previewImage"].map((name) => [name, note(name)])),
    };
  }

  async request({ url, method = "GET", header, data, success, fail }, file) {
    if (!METHODS.includes(method)) throw new Error(`wx.request knows no ${method}`);
    const body = data === undefined ? undefined : JSON.stringify(data);
    await this.carry(url, { method, headers: header, body, cache: "no-store" }, fail, async (answer) => {
      const text = file ? "" : await answer.text();
      let parsed = text;
      try {
        parsed = JSON.parse(text);
      } catch {
        // as WeChat does: what is no JSON stays text
      }
      success({ statusCode: answer.status, data: parsed, header: Object.fromEntries(answer.headers), tempFilePath: file });
    });
  }

  async upload({ url, filePath, name, formData, header, success, fail }) {
    const body = new FormData();
    body.append(name, new Blob([readFileSync(filePath)], { type: "image/jpeg" }), path.basename(filePath));
    for (const [key, value] of Object.entries(formData)) body.append(key, value);
    await this.carry(url, { method: "POST", headers: header, body }, fail, async (answer) => success({ statusCode: answer.status, data: await answer.text() }));
  }

  /** Counts what is under way, so that `calm` knows. */
  async carry(url, init, fail, heard) {
    this.underway += 1;
    try {
      if (this.network === "down") throw new Error("down");
      const answer = await fetch(url, init);
      this.calls.push([init.method, new URL(url).pathname, answer.status]);
      if (this.network === "deaf") throw new Error("timeout");
      await heard(answer);
    } catch (fault) {
      fail({ errMsg: `request:fail ${fault.message}` });
    } finally {
      this.underway -= 1;
    }
  }

  get top() {
    return this.pages[this.pages.length - 1];
  }

  /** Opens a page on top and waits until it is there. */
  async push(url) {
    const [, name, query] = url.match(/^\/pages\/([\w-]+)\/[\w-]+(?:\?(.*))?$/);
    const component = simulate.render(simulate.load(path.join(ROOT, "pages", name, name), { rootPath: ROOT }));
    component.attach(window.document.body);
    component.name = name;
    this.pages.push(component);
    const begun = component.instance.onLoad(Object.fromEntries(new URLSearchParams(query || "")));
    component.instance.onShow();
    await begun;
    return component;
  }

  async back(delta) {
    for (let left = Math.min(delta, this.pages.length - 1); left > 0; left -= 1) this.pages.pop().detach();
    await this.top.instance.onShow();
  }

  get data() {
    return this.top.instance.data;
  }

  get text() {
    return this.top.dom.textContent;
  }

  /** The buttons of the top page whose words contain `words`. */
  buttons(words, place = "") {
    return ["button", "choice", "row", "need", "citation", "link"]
      .flatMap((kind) => this.top.querySelectorAll(`${place} .${kind}`.trim()))
      .filter((one) => one.dom.textContent.includes(words));
  }

  /** Taps the first such button and waits for what it does. */
  async tap(words, place) {
    const [button] = this.buttons(words, place);
    if (!button) throw new Error(`no button “${words}” on ${this.top.name}: ${this.text}`);
    this.going = null;
    button.dispatchEvent("tap");
    await this.calm();
  }

  /** Calls a handler of the top page with what WeChat would tell it. */
  async tell(handler, dataset, value) {
    const done = this.top.instance[handler]({ currentTarget: { dataset }, detail: { value } });
    await done;
    await this.calm();
  }

  async enter(words) {
    await this.tell("type", {}, words);
    await this.tell("send", {});
  }

  /** Until nothing is under way any more. */
  async calm() {
    const until = Date.now() + PATIENCE_MS;
    let quiet = 0;
    while (quiet < 3) {
      if (Date.now() > until) throw new Error(`still at it: ${this.text}`);
      await new Promise((resolve) => setTimeout(resolve, 15));
      const { busy, sending, checking, trying, materials } = this.data;
      const atIt = this.underway > 0 || busy || sending || checking || trying || (materials || []).some((one) => one.busy);
      quiet = atIt ? 0 : quiet + 1;
    }
    await this.going;
  }
}

module.exports = { Phone, ROOT };
