// How values are shown. Intl is not on every phone, so days are put together here, in Chongqing's time.
const { t } = require("./texts.js");

const CHONGQING = 8 * 3600 * 1000;
const two = (number) => String(number).padStart(2, "0");

function day(iso) {
  if (!iso) return "";
  const at = new Date(iso.length === 10 ? Date.parse(iso) : Date.parse(iso) + CHONGQING);
  return t("mini.day", { year: at.getUTCFullYear(), month: at.getUTCMonth() + 1, day: at.getUTCDate() });
}

function moment(iso) {
  if (!iso) return "";
  const at = new Date(Date.parse(iso) + CHONGQING);
  return `${day(iso)} ${two(at.getUTCHours())}:${two(at.getUTCMinutes())}`;
}

const UNTIL = [[5, "night"], [9, "morning"], [11, "forenoon"], [13, "noon"], [18, "afternoon"], [23, "evening"], [24, "night"]];

/** How one greets now, in Chongqing. */
function timeOfDay() {
  const hour = new Date(Date.now() + CHONGQING).getUTCHours();
  return UNTIL.find(([end]) => hour < end)[1];
}

/** `500112199203150026` → `500•••••••••••0026`: enough to recognise, not enough to copy. */
function masked(value) {
  if (value.length < 8) return "•".repeat(value.length);
  return value.slice(0, 3) + "•".repeat(value.length - 7) + value.slice(-4);
}

module.exports = { day, moment, masked, timeOfDay };
