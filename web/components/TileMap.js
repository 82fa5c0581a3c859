// The city's districts as equal tiles, each roughly where it lies. One is chosen with a tap or the arrow keys.
import { html, nextTick, ref } from "../vue.js";
import { neighbour, placesIn } from "../districts.js";
import { t } from "../texts.js";

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export const TileMap = {
  props: ["tiles", "places", "home", "chosen", "onChoose"],
  setup(props) {
    const map = ref(null);
    async function move(event, tile) {
      const way = ARROWS[event.key];
      if (!way) return;
      event.preventDefault();
      const next = neighbour(props.tiles, tile, way);
      if (!next) return;
      props.onChoose(next.code);
      await nextTick();
      map.value.querySelector(`[data-code="${next.code}"]`).focus();
    }
    return () => {
      const { tiles, places, home, chosen } = props;
      const stop = chosen ?? tiles[0].code; // one tab stop for all of them
      return html`
        <div class="tiles" ref=${map} role="radiogroup" aria-label=${t("places.map")} aria-describedby="places-how" data-testid="tile-map">
          ${tiles.map((tile) => {
            const own = places.filter((place) => place.districts.includes(tile.code)).length;
            return html`
              <button type="button" key=${tile.code} role="radio" aria-checked=${String(tile.code === chosen)} tabindex=${tile.code === stop ? 0 : -1}
                class=${["tile", `tile-column-${tile.column}`, `tile-row-${tile.row}`, { local: own, home: tile.code === home }]} data-code=${tile.code} data-testid="tile"
                aria-label=${nameOf(tile, placesIn(places, tile.code).length, own, tile.code === home)}
                onClick=${() => props.onChoose(tile.code)} onKeydown=${(event) => move(event, tile)}>${tile.short}</button>`;
          })}
        </div>
        <p class="tile-legend quiet" aria-hidden="true"><span class="tile-key local" />${t("places.own")}${home && html`<span class="tile-key home" />${t("places.home")}`}</p>`;
    };
  },
};

const nameOf = ({ name }, count, own, home) =>
  [name, own ? t("places.count", { count: own }) : count ? t("places.only_city") : t("places.none_here"), home && t("places.home")].filter(Boolean).join("，");
