// Districts as tiles on a map, and what a guide's places say of each (pure). `tiles.json` says where each tile lies.

/** The places for somebody in that district, then those for the whole city; all while none is named. */
export const placesIn = (places, code) =>
  places.filter(({ districts }) => !code || !districts.length || districts.includes(code)).sort((a, b) => (b.districts.length > 0) - (a.districts.length > 0));

/** The district the person lives in as far as their form says it, by code; else null. */
export function homeOf(tiles, fields) {
  const texts = fields.map((field) => field.value?.value ?? "");
  const named = texts.map((text) => tiles.find(({ code, name }) => text === code || text.includes(name))).find(Boolean);
  return named?.code ?? null;
}

/** The nearest tile in a direction, [columns, rows]: straight on before aside; null at the edge. */
export function neighbour(tiles, from, [columns, rows]) {
  const ahead = (tile) => (tile.column - from.column) * columns + (tile.row - from.row) * rows;
  const aside = (tile) => Math.abs((tile.column - from.column) * rows) + Math.abs((tile.row - from.row) * columns);
  const cost = (tile) => ahead(tile) + 2 * aside(tile);
  const found = tiles.filter((tile) => ahead(tile) > 0).sort((a, b) => cost(a) - cost(b));
  return found[0] ?? null;
}
