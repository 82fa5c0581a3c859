// A case on the phone from its first question to its end, against the real service.
const assert = require("node:assert/strict");
const { test } = require("node:test");
const { answerQuestions, elsewhere, fieldOf, fill, materialOf, openForm, sample, signedIn } = require("./people.js");

const OLD_CARD = "old_id_card";

test("a form from the first question to one receipt, however often it is sent; returned, mended, sent again", async () => {
  const phone = await signedIn("chen-xiaoyu");
  const id = await openForm(phone, "我要补办身份证");
  await answerQuestions(phone);
  await meetsNewerValue(phone, id);
  await handsIn(phone);
  await fill(phone);
  await phone.tap("开始预审");
  assert.equal(phone.data.notice, "");
  assert.match(phone.data.verdict, /可以提交/);
  await phone.tap("核对并提交");
  assert.equal(phone.top.name, "review");
  await phone.tap("提交申请");
  assert.match(phone.data.problem, /勾选/, "nothing is sent without the person's word");

  const number = await sendsUntilReceipt(phone, id);
  await isListed(phone, id, "progress");
  await mendsWhatIsReturned(phone, id, number);
});

/** What was typed stays while the same field was changed on another device; saved again it holds. */
async function meetsNewerValue(phone, id) {
  await phone.tell("typed", { name: "mobile" }, "13800138001");
  const otherDevice = await elsewhere("chen-xiaoyu");
  await otherDevice("PATCH", `/applications/${id}/fields`, { mobile: "13800138002" });
  await phone.tell("save", { name: "mobile" });
  assert.equal(fieldOf(phone, "mobile").text, "13800138001");
  assert.match(fieldOf(phone, "mobile").newer, /13800138002/);
  await phone.tell("save", { name: "mobile" });
  assert.equal(fieldOf(phone, "mobile").display, "138••••8001");
  assert.equal(fieldOf(phone, "mobile").source, "您填的");
}

/** Somebody else's card is asked about and fills nothing; one's own is taken. */
async function handsIn(phone) {
  phone.picture = sample("stranger-id_card_front");
  const before = fieldOf(phone, "applicant_name") || phone.data.sections[0].fields[0];
  await phone.tap("上传", `#at-${OLD_CARD}`);
  assert.ok(materialOf(phone, OLD_CARD).whose.question);
  assert.equal(fieldOf(phone, before.name).display, before.display);
  await phone.tell("whose", { id: OLD_CARD, option: "mistake" });
  assert.equal(materialOf(phone, OLD_CARD).whose, null);
  phone.picture = sample("chen-xiaoyu-id_card_front");
  await phone.tap("上传", `#at-${OLD_CARD}`);
  assert.equal(materialOf(phone, OLD_CARD).problem, "");
  assert.equal(materialOf(phone, OLD_CARD).status, "handed");
}

/** The first answer is lost, then it is tapped twice at once. */
async function sendsUntilReceipt(phone, id) {
  const kept = () => [...phone.kept.keys()].filter((one) => one.includes(`submit.${id}`));
  await phone.tell("declare", {}, ["true"]);
  const sends = () => phone.calls.filter(([method, path]) => method === "POST" && path.endsWith("/submit")).length;
  phone.network = "deaf";
  await phone.tap("提交申请");
  assert.ok(phone.data.problem);
  assert.equal(kept().length, 1, "the key is kept until the receipt is here");
  phone.network = "up";
  await Promise.all([phone.tell("submit", {}), phone.tell("submit", {})]);
  assert.equal(phone.top.name, "progress", phone.data.problem);
  assert.equal(sends(), 2, "once unheard, once heard; the second of two taps does nothing");
  assert.equal(kept().length, 0);
  const { number } = phone.data.receipt;
  assert.ok(number);
  await phone.tap("复制");
  assert.ok(phone.done.at(-1)[1].data.includes(number));
  return number;
}

async function isListed(phone, id, page) {
  await phone.back(9);
  await phone.tap("我的办件");
  const rows = phone.data.groups.flatMap((group) => group.rows);
  assert.equal(rows.filter((row) => row.id === id && row.page === page).length, 1);
}

/** The reviewer returns it for one field: the page leads there, and it goes out again under the same number. */
async function mendsWhatIsReturned(phone, id, number) {
  const reviewer = await elsewhere("zhou-shenyan");
  const finding = { code: "mismatch", severity: "must_fix", field: "mobile", message: "手机号码打不通，请核对。", clause: "办事指南" };
  await reviewer("POST", `/staff/applications/${id}/decision`, { decision: "return", findings: [finding], note: "请核对电话。" });
  await phone.push(`/pages/progress/progress?id=${id}`);
  assert.equal(phone.data.one.returned, true);
  assert.deepEqual(phone.data.mends.map((one) => one.message), [finding.message]);
  await phone.tap("去改");
  assert.equal(phone.data.to, "at-mobile");
  await phone.tap("修改", "#at-mobile");
  await phone.tell("typed", { name: "mobile" }, "13800138003");
  await phone.tap("保存", "#at-mobile");
  await phone.tap("核对并提交");
  await phone.tell("declare", {}, ["true"]);
  await phone.tap("提交申请");
  assert.equal(phone.top.name, "progress", phone.data.problem);
  assert.notEqual(phone.data.receipt.number, number, "each round has a receipt of its own");
  await phone.tap("撤回申请");
  assert.equal(phone.data.one.state, "已撤回");
}

test("the precheck's findings lead to their field, and an unfinished case is offered on the first screen", async () => {
  const phone = await signedIn("zhang-yang");
  const id = await openForm(phone, "我要补办身份证");
  await phone.tap("开始预审");
  assert.match(phone.data.verdict, /要改/);
  await phone.tap("去修改");
  assert.match(phone.data.to, /^at-/);

  phone.launch();
  phone.kept.delete("yuxiaozhi.conversation");
  phone.launch();
  await phone.push("/pages/chat/chat");
  assert.ok(phone.data.unfinished.some((one) => one.id === id));
  await phone.tap(phone.data.unfinished[0].name);
  assert.equal(phone.top.name, "form");
});

test("several values for one field are put to the person, and a refused value says why", async () => {
  const phone = await signedIn("zhang-yang");
  await openForm(phone, "我要补办身份证");
  await answerQuestions(phone);
  await phone.tap("修改", "#at-mobile");
  await phone.tell("typed", { name: "mobile" }, "123");
  await phone.tap("保存", "#at-mobile");
  assert.ok(fieldOf(phone, "mobile").problem);
  assert.equal(fieldOf(phone, "mobile").text, "123");
  await phone.tap("取消", "#at-mobile");
  assert.equal(fieldOf(phone, "mobile").problem, "");
  await phone.tap("显示", "#at-mobile");
  assert.match(fieldOf(phone, "mobile").display, /^\d{11}$/);
});

test("a life event is one form", async () => {
  const phone = await signedIn("he-min");
  await phone.enter("孩子出生了，想一起办");
  for (let turn = 0; turn < 4 && !phone.data.messages.at(-1).application; turn += 1) await phone.tell("tapSay", { words: phone.data.messages.at(-1).options[0].send });
  await phone.tap("看表单");
  assert.match(phone.top.instance.id, /^bun_/);
  assert.ok(phone.data.questions.length);
  assert.ok(phone.data.sections.length);
  await isListed(phone, phone.pages[1] ? phone.top.instance.id : "", "form");
});
