// The card that goes with a reply: how far the form is, what the precheck found, the receipt, the course, the places.
import { html } from "../vue.js";
import { editable, shownBy, state } from "../store.js";
import { FindingsCard } from "./FindingsCard.js";
import { FormCard } from "./FormCard.js";
import { PlacesCard } from "./PlacesCard.js";
import { ProgressCard } from "./ProgressCard.js";
import { ReceiptSlip } from "./ReceiptSlip.js";

export function ReplyExtra({ reply, last }) {
  const places = reply.status === "answered" && reply.citations?.find((one) => one.section === "places" && one.kind !== "life_event");
  if (places) return html`<${PlacesCard} itemId=${places.item_id} />`;
  if (!shownBy(reply)) return null;
  if (reply.status === "submitted" && state.application.receipt) return html`<${ReceiptSlip} application=${state.application} />`;
  if (!last) return null;
  if (reply.status === "progress") return html`<${ProgressCard} application=${state.application} />`;
  if (editable.value && state.application.findings?.length) return html`<${FormCard} reply=${reply} /><${FindingsCard} />`;
  return html`<${FormCard} reply=${reply} />`;
}
ReplyExtra.props = ["reply", "last"];
