// Geometry of a photo and the places on it; pure.

/** The page as it stands upright: { width, height, given, transform } from { width, height, turn } of the picture. */
export function upright({ width, height, turn }) {
  const angle = (turn * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const corners = [[0, 0], [width, 0], [width, height], [0, height]].map(([x, y]) => [x * cos - y * sin, x * sin + y * cos]);
  const across = corners.map(([x]) => x);
  const down = corners.map(([, y]) => y);
  const [left, top] = [Math.min(...across), Math.min(...down)];
  return {
    width: Math.max(...across) - left,
    height: Math.max(...down) - top,
    given: { width, height },
    transform: `translate(${-left} ${-top}) rotate(${turn})`,
  };
}

const LETTERS = { good: 1.9, least: 1 }; // height of the value's line in letters of the page around it
const LARGEST = 3; // beyond, a picture shows its pixels

/**
 * How large to draw it: { page, scale, box, line }. The whole page, or so that the value can be read and, unless it
 * is very long, is seen at once. `box` is the value on the upright page, `line` the height of its letters there.
 */
export function drawn(page, place, room, whole) {
  const fit = Math.min(room.width / page.width, room.height / page.height);
  const heights = (place?.places ?? []).map(([a, , , d]) => Math.hypot(d[0] - a[0], d[1] - a[1]));
  const line = heights.length ? Math.max(Math.min(...heights), 1) : 1;
  if (whole || !heights.length) return { page, scale: fit, box: place?.box, line };
  const letters = (count) => (count * room.letter) / line;
  const [left, , right] = place.box;
  const seen = (0.9 * room.width) / Math.max(right - left, 1);
  const scale = Math.min(Math.max(Math.min(letters(LETTERS.good), seen), letters(LETTERS.least)), LARGEST);
  return { page, scale: Math.max(scale, fit), box: place.box, line };
}

/** The four corners moved outwards, so that the frame does not touch the letters; less towards the lines beside it. */
export function grown([a, b, c, d], line) {
  const along = unit(a, b).map((part) => (part * line) / 4);
  const down = unit(a, d).map((part) => (part * line) / 10);
  const moved = ([x, y], s, r) => [x + s * along[0] + r * down[0], y + s * along[1] + r * down[1]];
  return [moved(a, -1, -1), moved(b, 1, -1), moved(c, 1, 1), moved(d, -1, 1)];
}

function unit([x, y], [u, v]) {
  const length = Math.hypot(u - x, v - y) || 1;
  return [(u - x) / length, (v - y) / length];
}
