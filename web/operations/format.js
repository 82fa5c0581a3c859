// How days and figures are written.
import { t } from "../texts.js";

const SHORT = new Intl.DateTimeFormat("zh-CN", { month: "numeric", day: "numeric", timeZone: "UTC" });
const FULL = new Intl.DateTimeFormat("zh-CN", { month: "long", day: "numeric", weekday: "short", timeZone: "UTC" });
const WHOLE = new Intl.NumberFormat("zh-CN", { maximumFractionDigits: 0 });
const TENTHS = new Intl.NumberFormat("zh-CN", { maximumFractionDigits: 1 });

export const shortDay = (date) => SHORT.format(new Date(date));
export const fullDay = (date) => FULL.format(new Date(date));

/** `2026-11-22` and -6 → `2026-11-16` */
export function shifted(date, days) {
  const moved = new Date(date);
  moved.setUTCDate(moved.getUTCDate() + days);
  return moved.toISOString().slice(0, 10);
}

const WRITTEN = {
  count: (number) => WHOLE.format(number),
  share: (number) => `${TENTHS.format(number * 100)}%`,
  minutes: (number) => t("operations.minutes", { count: TENTHS.format(number) }),
  level: (number) => t("operations.level", { count: TENTHS.format(number) }),
};

/** A figure of a kind (count, share, minutes, level), or a dash where the day says nothing of it. */
export const written = (kind, number) => (number === null || number === undefined ? "–" : WRITTEN[kind](number));

const WAYS = { share: "points", level: "level", minutes: "minutes", count: "percent" };

/** How a figure stands beside the one of the days before: shares in points, ratings as they are, else in percent. */
export function change(kind, now, before) {
  const part = kind === "count" || kind === "minutes";
  if (now === null || before === null || (part && !before)) return t("operations.no_before");
  const by = part ? (now / before - 1) * 100 : (now - before) * (kind === "share" ? 100 : 1);
  const count = TENTHS.format(Math.abs(by));
  return count === "0" ? t("operations.same") : t(`operations.${WAYS[kind]}_${by > 0 ? "more" : "less"}`, { count });
}
