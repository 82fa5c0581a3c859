// From one staff page to the others this person may use; nothing where there is only one.
import { t } from "../texts.js";
import { html } from "../vue.js";

const PLACES = {
  reviewer: ["desk", "operations"],
  curator: ["curation", "operations"],
  admin: ["curation", "operations"],
};

/** The pages a role may use. The server decides again at every call. */
export const placesOf = (role) => PLACES[role] ?? [];

/** `here`: desk | curation | operations; `role` of who is signed in. */
export function StaffNav({ here, role }) {
  const places = placesOf(role);
  if (places.length < 2) return null;
  return html`
    <nav class="staff-nav" aria-label=${t("staff.pages")} data-testid="staff-nav">
      ${places.map((place) => html`
        <a key=${place} class="button small" href=${`../${place}/`} data-testid=${`staff-${place}`} aria-current=${place === here ? "page" : null}>${t(`staff.${place}`)}</a>`)}
    </nav>`;
}
StaffNav.props = ["here", "role"];
