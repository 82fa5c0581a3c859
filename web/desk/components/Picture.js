// The page of the paper that is looked at, with the value's place framed on it.
import { countOf } from "../../actions/readings.js";
import { sentenceOf } from "../../actions/problems.js";
import { PhotoView } from "../../components/PhotoView.js";
import { t } from "../../texts.js";
import { html, onBeforeUnmount, ref, watch } from "../../vue.js";
import { pagePicture } from "../api.js";
import { desk, openId } from "../store.js";

export const Picture = {
  setup() {
    const shown = ref({ key: "", url: null, problem: "" });
    const drop = () => shown.value.url && URL.revokeObjectURL(shown.value.url);
    const keyOf = () => desk.looking && `${openId()} ${desk.looking.documentId} ${desk.looking.page}`;

    watch(keyOf, async (key) => {
      drop();
      shown.value = { key, url: null, problem: "" };
      if (!key) return;
      try {
        const url = await pagePicture(openId(), desk.looking.documentId, desk.looking.page);
        if (keyOf() === key) shown.value = { key, url, problem: "" };
        else URL.revokeObjectURL(url);
      } catch (fault) {
        shown.value = { key, url: null, problem: sentenceOf(fault) };
      }
    }, { immediate: true });
    onBeforeUnmount(drop);

    return () => html`
      <section class="case-picture" aria-labelledby="picture-title">
        <div class="card">
          <h2 id="picture-title">${t("desk.picture")}${desk.looking && `：${desk.looking.label}`}</h2>
          ${content(shown.value)}
        </div>
      </section>`;
  },
};

function content({ url, problem }) {
  if (!desk.looking) return html`<p class="quiet">${t("desk.picture_choose")}</p>`;
  if (problem) return html`<p class="problem" role="alert">${problem}</p>`;
  if (!url) return html`<p class="quiet" role="status">${t("desk.picture_loading")}…</p>`;
  const { documentId, page: number, place, label } = desk.looking;
  const pages = desk.case.documents.find((one) => one.document_id === documentId)?.pages ?? [];
  const page = pages.find((one) => one.page === number) ?? { page: number, picture: null };
  const placed = place && { box: place.box, places: place.places?.length ? place.places : onPicture(place, page) };
  return html`<${PhotoView} key=${`${url} ${label} ${place?.box}`} url=${url} page=${page} place=${placed} count=${countOf(pages)} label=${label} />`;
}

/** The box itself, where the page stands as it was given. */
function onPicture({ box }, { picture }) {
  if (!box || !picture || Math.abs(picture.turn) > 0.5) return [];
  const [left, top, right, bottom] = box;
  return [[[left, top], [right, top], [right, bottom], [left, bottom]]];
}
