// Speaking on the phone: held, tapped, thrown away, refused; the words come into the box and are not sent by themselves.
const assert = require("node:assert/strict");
const { test } = require("node:test");
const { fresh } = require("./people.js");

const SENTENCE = "身份证丢了怎么办";
const settled = () => new Promise((resolve) => setTimeout(resolve, 30));

async function ready() {
  const phone = await fresh();
  phone.sound = process.env.SOUND;
  return { phone, page: phone.top.instance };
}

const finger = (y, timeStamp) => ({ touches: [{ clientY: y }], timeStamp });

/** A finger on the button for so many milliseconds, going to `y` from 800. */
async function hold({ page }, ms, y = 800) {
  page.talkTouch(finger(800, 1000));
  await settled();
  if (y !== 800) page.talkMove(finger(y, 1100));
  const held = page.data.talk;
  page.talkLeave({ timeStamp: 1000 + ms });
  await settled();
  return held;
}

test("what is said while the button is held is written into the box, and sent by the person", async () => {
  const one = await ready();
  const { phone } = one;
  assert.ok(phone.buttons("按住说话").length);
  await phone.tell("type", {}, "您好，");
  const held = await hold(one, 2000);
  assert.equal(held.words, "松开就写好");
  assert.match(held.told, /上滑/);
  await phone.calm();
  await settled();
  assert.equal(phone.data.draft, `您好，${SENTENCE}`);
  assert.equal(phone.data.messages.length, 0);
  assert.equal(phone.data.talk.told, "");
  const [, options] = phone.done.find(([name]) => name === "record");
  assert.ok(options.duration <= 60000);
  assert.equal(phone.calls.filter(([, where]) => where.endsWith("/speech/transcripts")).length, 1);
  await phone.tell("send", {});
  assert.equal(phone.data.messages[0].lines[0], `您好，${SENTENCE}`);
  assert.equal(phone.data.messages[1].from, "assistant");
});

test("a tap begins and another ends; a screen reader taps without a finger", async () => {
  const one = await ready();
  const { phone, page } = one;
  await hold(one, 100);
  assert.equal(page.data.talk.words, "说完了");
  assert.ok(phone.buttons("不要了").length);
  page.talkTap(); // the platform tells the same touch as a tap
  assert.equal(page.data.talk.words, "说完了");
  await hold(one, 100);
  await phone.calm();
  await settled();
  assert.equal(phone.data.draft, SENTENCE);

  await new Promise((resolve) => setTimeout(resolve, 750));
  await phone.tell("type", {}, "");
  page.talkTap();
  await settled();
  assert.equal(page.data.talk.words, "说完了");
  page.talkTap();
  await settled();
  await phone.calm();
  await settled();
  assert.equal(phone.data.draft, SENTENCE);
});

test("sliding up or taking it back throws away what was said", async () => {
  const one = await ready();
  const { phone, page } = one;
  const away = await hold(one, 2000, 700);
  assert.match(away.told, /不要/);
  await hold(one, 100);
  page.talkDrop();
  await settled();
  await phone.calm();
  assert.equal(phone.data.talk.words, "按住说话");
  assert.equal(phone.data.draft, "");
  assert.equal(phone.calls.filter(([, where]) => where.endsWith("/speech/transcripts")).length, 0);
});

test("a refused microphone, a lost line and a service that hears nothing leave typing as it was", async () => {
  const one = await ready();
  const { phone, page } = one;
  await phone.tell("type", {}, "您好");
  phone.sound = null;
  await hold(one, 2000);
  assert.match(phone.data.notice, /允许麦克风/);
  assert.equal(page.data.talk.words, "按住说话");

  phone.sound = process.env.SOUND;
  phone.network = "down";
  await hold(one, 2000);
  await phone.calm();
  assert.match(phone.data.notice, /网络/);
  assert.equal(page.data.talk.words, "按住说话");
  assert.equal(phone.data.draft, "您好");

  phone.network = "up";
  phone.sound = __filename; // no sound at all
  await hold(one, 2000);
  await phone.calm();
  await settled();
  assert.match(phone.data.notice, /录音/);
  assert.equal(phone.data.draft, "您好");
});
