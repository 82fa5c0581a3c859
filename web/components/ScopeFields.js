// How far it goes: which items, which acts, what of the profile may be used. The least is chosen to begin with.
import { html, ref } from "../vue.js";
import { itemsNamed } from "../actions/family.js";
import { notify } from "../actions/problems.js";
import { t } from "../texts.js";

const REACHES = ["prepare", "follow", "submit"];
const DATA = ["use_profile", "use_certificates"];

export function ScopeFields({ wish, mine }) {
  const side = mine ? "invite" : "ask";
  return html`
    <${ItemPicker} wish=${wish} />
    <fieldset class="labelled">
      <legend>${t(`family.reach_label.${side}`)}</legend>
      ${REACHES.map((reach) => html`
        <label class="declare" key=${reach}><input type="radio" name="reach" value=${reach} checked=${wish.reach === reach} data-testid=${`reach-${reach}`} onChange=${() => (wish.reach = reach)} />
          <span>${t(`family.reach.${reach}`)}</span></label>`)}
    </fieldset>
    <fieldset class="labelled">
      <legend>${t(`family.data_label.${side}`)}</legend>
      ${DATA.map((name) => html`
        <label class="declare" key=${name}><input type="checkbox" checked=${wish[name]} data-testid=${name} onChange=${(event) => (wish[name] = event.target.checked)} />
          <span>${t(`family.use.${name}`)}</span></label>`)}
    </fieldset>`;
}
ScopeFields.props = ["wish", "mine"];

/** None chosen: all that can be handled here. */
const ItemPicker = {
  props: ["wish"],
  setup(props) {
    const words = ref("");
    const found = ref(null);
    async function search() {
      try {
        if (words.value.trim()) found.value = await itemsNamed(words.value.trim());
      } catch (fault) {
        notify(fault);
      }
    }
    function key(event) {
      if (event.key !== "Enter" || event.isComposing) return;
      event.preventDefault(); // searches, does not send the form around it
      search();
    }
    const isChosen = (one) => props.wish.items.some((chosen) => chosen.item_id === one.item_id);
    function choose(one, on) {
      const others = props.wish.items.filter((chosen) => chosen.item_id !== one.item_id);
      props.wish.items = on ? [...others, { item_id: one.item_id, name: one.plain_name || one.name }] : others;
    }

    return () => {
      const fresh = (found.value ?? []).filter((one) => !isChosen(one));
      return html`
        <fieldset class="labelled">
          <legend>${t("family.items")}</legend>
          <p class="quiet" role="status">${props.wish.items.length ? t("family.items_chosen", { count: props.wish.items.length }) : t("family.items_all")}</p>
          ${[...props.wish.items, ...fresh].map((one) => html`
            <label class="declare" key=${one.item_id}><input type="checkbox" checked=${isChosen(one)} data-testid="wish-item" onChange=${(event) => choose(one, event.target.checked)} />
              <span>${one.plain_name || one.name}</span></label>`)}
          ${found.value?.length === 0 && html`<p class="quiet">${t("family.items_none")}</p>`}
          <div class="search">
            <label class="visually-hidden" for="wish-items">${t("family.items_search")}</label>
            <input id="wish-items" type="text" autocomplete="off" placeholder=${t("family.items_search")} value=${words.value} data-testid="wish-items" onInput=${(event) => (words.value = event.target.value)} onKeydown=${key} />
            <button type="button" class="button" data-testid="items-find" onClick=${search}>${t("family.items_find")}</button>
          </div>
        </fieldset>`;
    };
  },
};
