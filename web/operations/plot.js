// Where things stand on a chart: pure arithmetic, in pixels of a drawing `width` wide.
export const HEIGHT = 220;
const TOP = 18, BOTTOM = 26, LEFT = 46, RIGHT = 12;
const TICK_ROOM = 46;

/** A round number not below `most`, and the step between its grid lines: 4 to 5 of them, whole for counts. */
export function scale(most, kind) {
  const least = kind === "share" ? 0.1 : 4;
  const rough = Math.max(most, least) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((one) => one * power).find((one) => one >= rough && (kind === "share" || Number.isInteger(one)));
  const top = Math.ceil(Math.max(most, least) / step - 1e-9) * step;
  return { step, top: kind === "share" ? Math.min(1, top) : top };
}

/** Everything a drawing needs of its size and values. */
export function plot({ width, count, most, kind }) {
  const { step, top } = scale(most, kind);
  const room = Math.max(1, width - LEFT - RIGHT);
  const slot = room / Math.max(1, count);
  const y = (value) => TOP + (HEIGHT - TOP - BOTTOM) * (1 - value / top);
  const lines = [];
  for (let value = 0; value <= top + 1e-9; value += step) lines.push(value);
  const every = Math.max(1, Math.ceil(TICK_ROOM / slot));
  return {
    left: LEFT, right: width - RIGHT, bottom: HEIGHT - BOTTOM, top: TOP, slot, y, lines,
    x: (at) => LEFT + slot * (at + 0.5),
    ticks: Array.from({ length: count }, (_, at) => at).filter((at) => (count - 1 - at) % every === 0),
    bar: Math.min(36, slot * (slot > 6 ? 0.72 : 0.9)),
  };
}

/** The path of a line through the values; days without one interrupt it. */
export function path(values, { x, y }) {
  let drawn = "", pen = "M";
  values.forEach((value, at) => {
    if (value === null) pen = "M";
    else {
      drawn += `${pen}${x(at).toFixed(1)} ${y(value).toFixed(1)}`;
      pen = "L";
    }
  });
  return drawn;
}

const SIDE = 4;
const POINTS = [
  (x, y) => `M${x - SIDE} ${y}a${SIDE} ${SIDE} 0 1 0 ${2 * SIDE} 0a${SIDE} ${SIDE} 0 1 0 ${-2 * SIDE} 0z`,
  (x, y) => `M${x - SIDE} ${y - SIDE}h${2 * SIDE}v${2 * SIDE}h${-2 * SIDE}z`,
  (x, y) => `M${x} ${y - SIDE - 1}l${SIDE + 1} ${2 * SIDE}h${-2 * SIDE - 2}z`,
  (x, y) => `M${x} ${y - SIDE - 1}l${SIDE + 1} ${SIDE + 1}l${-SIDE - 1} ${SIDE + 1}l${-SIDE - 1} ${-SIDE - 1}z`,
  (x, y) => `M${x - SIDE} ${y - SIDE}l${2 * SIDE} ${2 * SIDE}m0 ${-2 * SIDE}l${-2 * SIDE} ${2 * SIDE}`,
];

/** The mark of a point: each series has a form of its own. */
export const point = (series, x, y) => POINTS[series % POINTS.length](Number(x.toFixed(1)), Number(y.toFixed(1)));
