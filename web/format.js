// How values are shown.
const DAY = new Intl.DateTimeFormat("zh-CN", { year: "numeric", month: "long", day: "numeric", timeZone: "Asia/Shanghai" });
const MOMENT = new Intl.DateTimeFormat("zh-CN", {
  year: "numeric", month: "long", day: "numeric", hour: "2-digit", minute: "2-digit", hour12: false, timeZone: "Asia/Shanghai",
});

export const day = (iso) => (iso ? DAY.format(new Date(iso)) : "");
export const moment = (iso) => (iso ? MOMENT.format(new Date(iso)) : "");

/** `500112199203150026` → `500•••••••••••0026`: enough to recognise, not enough to copy. */
export function masked(value) {
  if (value.length < 8) return "•".repeat(value.length);
  return value.slice(0, 3) + "•".repeat(value.length - 7) + value.slice(-4);
}

/** What a field's value reads like: the label of a choice, else the value itself. */
export function shownValue(field, value) {
  return field.choices?.find((choice) => choice.id === value)?.label ?? value;
}
