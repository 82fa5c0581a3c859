// The photo turned upright, drawn large where the value stands, with the value framed and all else dimmed.
// Inside the frames it is drawn once more, over them: lines of one value that touch have one frame around them.
import { html, nextTick, onBeforeUnmount, onMounted, ref } from "../vue.js";
import { drawn, grown, upright } from "../places.js";
import { t } from "../texts.js";
import { Icon } from "./Icon.js";

export const PhotoView = {
  props: ["url", "page", "place", "count", "label"],
  setup(props) {
    const frame = ref(null);
    const room = ref(null); // { width, height, letter } in CSS pixels: what there is to draw in
    const whole = ref(!props.place?.places.length);
    const natural = ref(null); // size of the picture, where the reading tells none

    async function measure() {
      const { clientWidth, clientHeight } = frame.value;
      room.value = { width: clientWidth, height: clientHeight, letter: parseFloat(getComputedStyle(document.documentElement).fontSize) };
      await nextTick();
      toPlace();
    }
    function toPlace() {
      const { scale, box } = view();
      if (!box || whole.value) return;
      const [left, top, right, bottom] = box.map((side) => side * scale);
      const { width, height, letter } = room.value;
      const wide = right - left > width - 2 * letter; // a long value is read from its beginning
      frame.value.scrollTo(wide ? left - letter : (left + right - width) / 2, (top + bottom - height) / 2);
    }
    function view() {
      const size = props.page?.picture ?? { ...natural.value, turn: 0 };
      return drawn(upright(size), props.place, room.value, whole.value);
    }
    async function toggle() {
      whole.value = !whole.value;
      await nextTick();
      toPlace();
    }
    onMounted(async () => {
      if (!props.page?.picture) natural.value = await sizeOf(props.url);
      if (frame.value) await measure();
    });
    onMounted(() => window.addEventListener("resize", measure));
    onBeforeUnmount(() => window.removeEventListener("resize", measure));

    return () => {
      const framed = Boolean(props.place?.places.length);
      return html`
        <div class="photo">
          <div class="photo-frame" ref=${frame} tabindex="0" role="region" aria-label=${t("photo.region")} data-testid="photo-frame">
            ${room.value && html`<${Drawing} ...${props} view=${view()} framed=${framed} />`}
          </div>
          <div class="photo-tools">
            ${props.count > 1 && html`<span class="pill quiet-pill" data-testid="photo-page">${t("photo.page", { number: props.page.page })}</span>`}
            ${framed
              ? html`<button type="button" class="button small" data-testid="photo-zoom" onClick=${toggle}><${Icon} name=${whole.value ? "plus" : "file"} />${t(whole.value ? "photo.near" : "photo.whole")}</button>`
              : html`<p class="remark" data-testid="photo-unplaced">${t("photo.unplaced", { label: props.label })}</p>`}
          </div>
        </div>`;
    };
  },
};

async function sizeOf(url) {
  const picture = new Image();
  picture.src = url;
  await picture.decode();
  return { width: picture.naturalWidth, height: picture.naturalHeight };
}

function Drawing({ url, place, label, view, framed }) {
  const { page, scale, line } = view;
  const outlines = framed ? place.places.map((quad) => grown(quad, line)) : [];
  const frames = outlines.map((quad) => `M${quad.map((corner) => corner.join(" ")).join("L")}Z`).join("");
  const picture = { href: url, width: page.given.width, height: page.given.height, preserveAspectRatio: "none" };
  return html`
    <svg class="photo-drawing" role="img" aria-label=${t(framed ? "photo.alt" : "photo.alt_whole", { label })} data-testid="photo-drawing"
      width=${page.width * scale} height=${page.height * scale} viewBox=${`0 0 ${page.width} ${page.height}`}>
      <g transform=${page.transform}>
        <image ...${picture} />
        ${framed && html`
          <rect class="photo-dim" width=${picture.width} height=${picture.height} />
          <path class="photo-halo" d=${frames} vector-effect="non-scaling-stroke" />
          <path class="photo-outline" data-testid="photo-outline" d=${frames} vector-effect="non-scaling-stroke" />
          <clipPath id="photo-places"><path d=${frames} /></clipPath>
          <image ...${picture} clip-path="url(#photo-places)" />`}
      </g>
    </svg>`;
}
Drawing.props = ["url", "place", "label", "view", "framed"];
