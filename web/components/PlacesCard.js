// Where an item is handled: by district on a map of tiles where the guide tells them apart, else one list.
import { html, ref } from "../vue.js";
import { loadGuide, loadTiles } from "../actions/guides.js";
import { homeOf, placesIn } from "../districts.js";
import { fields, state } from "../store.js";
import { t } from "../texts.js";
import { Icon } from "./Icon.js";
import { TileMap } from "./TileMap.js";

export const PlacesCard = {
  props: ["itemId"],
  setup(props) {
    const tiles = ref([]);
    const chosen = ref(null); // null: not chosen yet; then one's own district counts
    const failed = ref(false);
    Promise.all([loadGuide(props.itemId), loadTiles()]).then(
      ([, loaded]) => (tiles.value = loaded),
      () => (failed.value = true),
    );
    return () => {
      const places = state.guides[props.itemId]?.places;
      if (failed.value || !places || !tiles.value.length) return null; // the answer above tells them all the same
      const home = homeOf(tiles.value, fields.value);
      const code = chosen.value ?? home;
      const district = tiles.value.find((one) => one.code === code);
      const differ = places.some((place) => place.districts.length);
      return html`
        <section role="group" class="slip places" data-testid="places-card" aria-label=${t("places.title")}>
          <h2>${t("places.title")}</h2>
          ${differ
            ? html`<p class="quiet" id="places-how">${t("places.choose")}</p>
                <${TileMap} tiles=${tiles.value} places=${places} home=${home} chosen=${code} onChoose=${(one) => (chosen.value = one)} />`
            : html`<p class="quiet" data-testid="places-everywhere">${t("places.everywhere")}</p>`}
          <div role="status" class="visually-hidden">${differ && district && chosen.value ? t("places.told", { name: district.name, count: placesIn(places, code).length }) : ""}</div>
          ${differ && district && html`<h3 data-testid="places-district">${district.name}</h3>`}
          ${differ ? district && html`<${Places} places=${placesIn(places, code)} />` : telling(places).length > 0 && html`<${Places} places=${telling(places)} />`}
        </section>`;
    };
  },
};

// What the answer above does not say already.
const telling = (places) => places.filter(({ address, hours, phone }) => address || hours || phone);

function Places({ places }) {
  if (!places.length) return html`<p>${t("places.none")}</p>`;
  return html`
    <ul class="place-list">
      ${places.map((place) => html`
        <li key=${place.name} data-testid="place">
          <p><b>${place.name}</b> <span class="pill">${t(`places.channel.${place.channel}`)}</span></p>
          <p>${place.text}</p>
          ${place.address && html`<p class="quiet">${t("places.address", { value: place.address })}</p>`}
          ${place.hours && html`<p class="quiet">${t("places.hours", { value: place.hours })}</p>`}
          ${place.phone && html`<p><a class="call place-phone" href=${`tel:${place.phone.replace(/[^\d+]/g, "")}`}><${Icon} name="phone" />${place.phone}</a></p>`}
        </li>`)}
    </ul>`;
}
Places.props = ["places"];
