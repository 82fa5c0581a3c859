// Finding the item whose guide is to be looked at or written anew.
import { t } from "../../texts.js";
import { html } from "../../vue.js";
import { openItem } from "../actions/items.js";
import { Head } from "./Head.js";
import { ItemFinder } from "./ItemFinder.js";

export function FindView() {
  return html`
    <${Head} title=${t("curation.find")}>${{ default: () => html`<p class="quiet">${t("curation.find_lead")}</p>` }}</>
    <section class="card"><${ItemFinder} any=${true} onChoose=${(item) => openItem(item.item_id)} /></section>`;
}
