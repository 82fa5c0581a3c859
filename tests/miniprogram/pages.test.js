// Every page by itself: WeChat's compiler takes its WXML, its modules are of a language old phones know, what it binds
// exists, and it renders signed out and with nothing to show.
const assert = require("node:assert/strict");
const { readdirSync, readFileSync } = require("node:fs");
const path = require("node:path");
const { test } = require("node:test");
const { parse } = require("acorn");
const { Phone, ROOT } = require("./phone.js");

const { pages } = JSON.parse(readFileSync(path.join(ROOT, "app.json"), "utf-8"));
const files = readdirSync(ROOT, { recursive: true }).map((name) => path.join(ROOT, name));
const BINDS = /(?:bind|catch)\w+="(\w+)"/g;

test("every module is ES2018: the base library of older phones knows no more", () => {
  for (const file of files.filter((one) => one.endsWith(".js"))) parse(readFileSync(file, "utf-8"), { ecmaVersion: 2018, sourceType: "script" });
});

test("every JSON file is one, and the pages of app.json are those there are", () => {
  for (const file of files.filter((one) => one.endsWith(".json"))) JSON.parse(readFileSync(file, "utf-8"));
  const there = readdirSync(path.join(ROOT, "pages")).map((name) => `pages/${name}/${name}`);
  assert.deepEqual([...pages].sort(), there.sort());
});

for (const page of pages) {
  test(`${page}: renders without a word missing, and every handler it binds exists`, async () => {
    const phone = new Phone();
    const faults = [];
    const told = console.error;
    console.error = (...words) => faults.push(words.join(" "));
    try {
      await phone.push(`/${page}?id=none`);
    } finally {
      console.error = told;
    }
    assert.deepEqual(faults, []);
    assert.equal(phone.data.ready, true);
    assert.ok(phone.top.dom.querySelector("wx-view"));
    assert.doesNotMatch(phone.text, /undefined|\[object|\{\{/);
    const markup = readFileSync(path.join(ROOT, `${page}.wxml`), "utf-8");
    for (const [, handler] of markup.matchAll(BINDS)) assert.equal(typeof phone.pages[0].instance[handler], "function", handler);
    for (const group of markup.matchAll(/\bt\.(\w+)\./g)) assert.ok(phone.pages[0].instance.data.t[group[1]], `the page takes the texts “${group[1]}”`);
  });
}
