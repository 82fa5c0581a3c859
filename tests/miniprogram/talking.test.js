// Talking, signing in and the network on the phone, against the real service.
const assert = require("node:assert/strict");
const { test } = require("node:test");
const { code, fresh, sample, signedIn } = require("./people.js");

test("from the words to the cited place", async () => {
  const phone = await fresh();
  assert.equal(phone.data.needs.length, 6);
  await phone.tap(phone.data.needs[0].label);
  const reply = phone.data.messages[1];
  assert.equal(reply.status, "answered");
  assert.ok(reply.citations.length);
  await phone.tap(reply.citations[0].place);
  assert.equal(phone.top.name, "guide");
  const cited = phone.data.guide.sections.filter((one) => one.cited);
  assert.equal(cited.length, 1);
  assert.equal(phone.data.to, cited[0].id);
  assert.ok(phone.top.querySelectorAll(".mark").length, "the quote is marked");
});

test("a phone is nobody's, is bound once by consent, and signs in by itself from then on", async () => {
  const phone = await fresh();
  const who = "phone-of-chen";
  phone.codes = [code(who)];
  await phone.push("/pages/sign-in/sign-in");
  assert.equal(phone.data.mayBind, true);
  await phone.tell("agree", {}, true);
  await phone.tell("choose", { account: "chen-xiaoyu" });
  assert.equal(phone.data.signedIn, true);

  phone.kept.clear();
  phone.launch();
  await phone.push("/pages/chat/chat");
  assert.equal(phone.data.signedIn, false);
  phone.codes = [code(who)];
  await phone.push("/pages/sign-in/sign-in");
  assert.equal(phone.top.name, "chat");
  assert.equal(phone.data.signedIn, true);

  await phone.push("/pages/settings/settings");
  assert.match(phone.data.person, /陈晓渝/);
  await phone.tell("unbind", {});
  await phone.tell("signOut", {});
  phone.codes = [code(who)];
  await phone.push("/pages/sign-in/sign-in");
  assert.equal(phone.data.mayBind, true, "nobody's again");
});

test("who has to sign in for it goes on where they were", async () => {
  const phone = await fresh();
  await phone.enter("我要补办身份证");
  await phone.tap("登录后继续");
  await phone.tell("choose", { account: "deng-guangyuan" });
  await phone.calm();
  assert.equal(phone.top.name, "chat");
  const [, , said, reply] = phone.data.messages;
  assert.deepEqual(said.lines, ["继续"]);
  assert.ok(reply.application);
});

test("a code that names nobody leaves the other way to sign in", async () => {
  const phone = await fresh();
  await phone.push("/pages/sign-in/sign-in");
  assert.ok(phone.data.why);
  assert.equal(phone.data.mayBind, false);
  assert.ok(phone.data.accounts.length);
});

test("a lost answer is sent again and nothing is said twice", async () => {
  const phone = await fresh();
  phone.network = "deaf";
  await phone.enter("身份证丢了怎么补办");
  assert.equal(phone.data.messages.length, 1);
  assert.equal(phone.data.messages[0].state, "failed");
  phone.network = "down";
  await phone.tap("重发");
  assert.equal(phone.data.messages[0].state, "failed");
  phone.network = "up";
  await phone.tap("重发");
  assert.deepEqual(phone.data.messages.map((one) => one.from), ["person", "assistant"]);
  await phone.enter("要多少钱");
  assert.equal(phone.data.messages.length, 4);

  phone.launch();
  await phone.push("/pages/chat/chat");
  assert.equal(phone.data.messages.length, 4, "after a restart it stands there once");
});

test("nothing that is said or filled in is kept on the phone", async () => {
  const phone = await signedIn("chen-xiaoyu");
  await phone.enter("身份证丢了怎么补办");
  const kept = [...phone.kept].filter(([key]) => !key.includes(".texts.")).map(([, value]) => value).join();
  assert.doesNotMatch(kept, /身份证|陈晓渝|\b\d{17}[\dX]\b/);
});

test("the texts of an earlier visit serve without a network; without any a tap tries again", async () => {
  const phone = await fresh();
  phone.network = "down";
  phone.launch();
  await phone.push("/pages/settings/settings");
  assert.equal(phone.data.ready, true);
  phone.kept.clear();
  phone.launch();
  await phone.push("/pages/settings/settings");
  assert.equal(phone.data.failed, true);
  phone.network = "up";
  await phone.tap("↻");
  assert.equal(phone.data.ready, true);
});

test("the texts are asked for by their version", async () => {
  const phone = await fresh();
  phone.launch();
  await phone.push("/pages/settings/settings");
  assert.deepEqual(phone.calls.filter(([, path]) => path.startsWith("/texts/")).map(([, , status]) => status), [200, 304]);
});

test("a person is one tap away, and the emergency numbers too", async () => {
  const phone = await fresh();
  await phone.tap("12345");
  assert.deepEqual(phone.done.at(-1), ["makePhoneCall", { phoneNumber: "12345" }]);
  await phone.tap("转人工");
  assert.equal(phone.data.messages[1].status, "handoff");
  await phone.enter("我家着火了");
  assert.equal(phone.data.messages[3].status, "emergency");
  await phone.tap("119");
  assert.deepEqual(phone.done.at(-1), ["makePhoneCall", { phoneNumber: "119" }]);
});

test("a picture in the conversation: what was read, with how sure it is", async () => {
  const phone = await signedIn("liu-guilan");
  phone.picture = sample("liu-guilan-id_card_front");
  await phone.tap("上传证件");
  assert.equal(phone.data.messages.length, 2);
  await phone.tap("看识别结果");
  assert.equal(phone.top.name, "upload");
  const fields = phone.data.pages[0].fields;
  assert.ok(fields.length >= 4, JSON.stringify(phone.data.pages));
  assert.ok(fields.every((one) => /识别把握 \d+%/.test(one.source) && /[一-鿿]/.test(one.label)));
  assert.ok(phone.data.path);
});

test("larger type and easier words are kept, shown on every page, and go along with the person", async () => {
  const phone = await signedIn("he-min");
  const before = phone.data.t.composer.attach;
  await phone.push("/pages/settings/settings");
  await phone.tell("setElder", {}, true);
  await phone.back(1);
  assert.equal(phone.data.elder, true);
  assert.notEqual(phone.data.t.composer.attach, before);
  const other = await fresh();
  assert.equal(other.data.elder, false);
  await other.push("/pages/sign-in/sign-in");
  await other.tell("choose", { account: "he-min" });
  assert.equal(other.data.elder, true);
  await other.push("/pages/settings/settings");
  await other.tell("setElder", {}, false);
  phone.kept.delete("yuxiaozhi.session");
  phone.launch();
  await phone.push("/pages/cases/cases");
  assert.ok(phone.top.querySelector(".elder"));
  assert.match(phone.text, /登录/);
});

test("words a model found say so beside them, others don't", async () => {
  const phone = await fresh();
  const { shown } = require("../../miniprogram/view/replies.js");
  const reply = { key: "r1", from: "assistant", status: "answered", text: "免费。", citations: [], items: [] };
  const ai = { generated: true, label: "AI 生成：……" };
  const [worded, quoted] = shown([{ ...reply, ai }, { ...reply, ai: { ...ai, generated: false } }], false);
  assert.equal(worded.worded, ai.label);
  assert.equal(quoted.worded, "");
  await phone.push("/pages/settings/settings");
  await phone.tell("openAbout", {});
  assert.equal(phone.top.name, "about");
  assert.match(phone.text, /大模型/);
});
