// What was handed in for a material, page by page, as every browser can show it (HEIC, TIFF and PDF too).
import { html, onMounted, ref } from "../vue.js";
import { pageAddress } from "../api.js";
import { countOf, loadReading } from "../actions/readings.js";
import { state } from "../store.js";
import { t } from "../texts.js";
import { Sheet } from "./Sheet.js";

export const DocumentSheet = {
  setup() {
    const { material } = state.sheet;
    const pages = ref(material.documents.map((one) => ({ id: one.document_id, number: 1 })));

    // Until it is read nobody knows how many pages there are; the first is there in any case.
    onMounted(async () => {
      const counted = await Promise.all(material.documents.map(async ({ document_id }) => {
        const reading = await loadReading(document_id).catch(() => null);
        const count = Math.max(countOf(reading?.pages ?? []), 1);
        return Array.from({ length: count }, (_, at) => ({ id: document_id, number: at + 1 }));
      }));
      pages.value = counted.flat();
    });

    return () => html`<${Sheet} title=${material.name} testid="document-sheet" wide=${true}>${() => html`
      <div class="document-pages">
        ${pages.value.map(({ id, number }, at) => html`
          <img key=${`${id} ${number}`} src=${pageAddress(id, number)} alt=${t("materials.page", { name: material.name, number: at + 1 })} data-testid="document-page" />`)}
      </div>`}</>`;
  },
};
