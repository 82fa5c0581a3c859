// The drawing of a chart, as wide as its place. Colour never stands alone: bars have patterns, lines dashes and
// points of their own form, unusual days a mark above them.
import { html, onBeforeUnmount, onMounted, ref } from "../../vue.js";
import { shortDay, written } from "../format.js";
import { HEIGHT, path, plot, point } from "../plot.js";

const FIRST_WIDTH = 560;
const MOST_POINTS = 31; // with more days the points would hide the line

export const Drawing = {
  props: ["chart", "rows", "days", "marks", "summary"],
  setup(props) {
    const place = ref(null);
    const width = ref(FIRST_WIDTH);
    let watcher = null;
    onMounted(() => {
      watcher = new ResizeObserver(([seen]) => (width.value = Math.max(220, Math.round(seen.contentRect.width))));
      watcher.observe(place.value);
    });
    onBeforeUnmount(() => watcher.disconnect());
    return () => {
      const { chart, rows, days, marks } = props;
      const at = plot({ width: width.value, count: days.length, most: mostOf(chart, rows), kind: chart.kind });
      return html`
        <div class="drawing" ref=${place}>
          <svg role="img" aria-label=${props.summary} viewBox=${`0 0 ${width.value} ${HEIGHT}`} width=${width.value} height=${HEIGHT}>
            <${Patterns} chart=${chart.id} />
            <${Grid} at=${at} kind=${chart.kind} days=${days} />
            ${chart.shape === "bars" ? html`<${Bars} chart=${chart} rows=${rows} at=${at} />` : rows.map(({ id, values }, nth) => html`<${Line} key=${id} values=${values} nth=${nth} at=${at} />`)}
            ${days.map((day, place) => marks.has(day.date) && html`<${Mark} key=${day.date} x=${at.x(place)} at=${at} />`)}
          </svg>
        </div>`;
    };
  },
};

const known = (values) => values.filter((value) => value !== null);

function mostOf({ shape }, rows) {
  const sums = rows[0].values.map((_, day) => rows.reduce((sum, { values }) => sum + (values[day] ?? 0), 0));
  return Math.max(0, ...(shape === "bars" ? sums : rows.flatMap(({ values }) => known(values))));
}

function Grid({ at, kind, days }) {
  return html`
    <g class="grid">
      ${at.lines.map((value) => html`
        <line key=${`l${value}`} x1=${at.left} x2=${at.right} y1=${at.y(value)} y2=${at.y(value)} />
        <text key=${`t${value}`} x=${at.left - 6} y=${at.y(value) + 4} text-anchor="end">${kind === "share" ? written("share", value) : written("count", value)}</text>`)}
      ${at.ticks.map((place) => html`<text key=${`d${place}`} x=${at.x(place)} y=${at.bottom + 18} text-anchor="middle">${shortDay(days[place].date)}</text>`)}
    </g>`;
}
Grid.props = ["at", "kind", "days"];

function Bars({ chart, rows, at }) {
  const bars = rows[0].values.flatMap((_, day) => {
    let below = 0;
    return rows.map(({ values }, nth) => {
      const from = at.y(below);
      below += values[day] ?? 0;
      return { key: `${nth} ${day}`, x: at.x(day) - at.bar / 2, y: at.y(below), height: from - at.y(below), fill: `url(#${chart.id}-${nth})` };
    });
  });
  return html`<g class="bars">${bars.filter((one) => one.height > 0).map((one) => html`<rect ...${one} width=${at.bar} />`)}</g>`;
}
Bars.props = ["chart", "rows", "at"];

function Line({ values, nth, at }) {
  const points = values.length <= MOST_POINTS;
  return html`
    <g class=${`series series-${nth}`}>
      <path class="series-line" d=${path(values, at)} />
      ${points && values.map((value, day) => value !== null && html`<path key=${day} class="series-point" d=${point(nth, at.x(day), at.y(value))} />`)}
    </g>`;
}
Line.props = ["values", "nth", "at"];

/** An unusual day: a line down to the axis and a triangle above it. */
function Mark({ x, at }) {
  return html`
    <g class="mark" data-testid="mark">
      <line x1=${x} x2=${x} y1=${at.top - 2} y2=${at.bottom} />
      <path d=${`M${x - 7} 2h14l-7 12z`} />
    </g>`;
}
Mark.props = ["x", "at"];

const HATCHES = ["", "M0 8L8 0M-2 2L2 -2M6 10L10 6", "M2 2h2v2h-2zM6 6h2v2h-2z", "M0 4h8", "M0 0L8 8M0 8L8 0"];

function Patterns({ chart }) {
  return html`
    <defs>${HATCHES.map((hatch, nth) => html`
      <pattern key=${nth} id=${`${chart}-${nth}`} class=${`series-${nth}`} width="8" height="8" patternUnits="userSpaceOnUse">
        <rect class="pattern-ground" width="8" height="8" />${hatch && html`<path class="pattern-hatch" d=${hatch} />`}
      </pattern>`)}</defs>`;
}
Patterns.props = ["chart"];

/** The same look, small, beside the name of a series. */
export function Swatch({ shape, at, chart }) {
  return html`
    <svg class="swatch" viewBox="0 0 28 14" width="28" height="14" aria-hidden="true" focusable="false">
      ${shape === "bars"
        ? html`<g class="bars"><rect x="1" y="1" width="26" height="12" fill=${`url(#${chart}-${at})`} /></g>`
        : html`<g class=${`series series-${at}`}><path class="series-line" d="M0 7H28" /><path class="series-point" d=${point(at, 14, 7)} /></g>`}
    </svg>`;
}
Swatch.props = ["shape", "at", "chart"];
