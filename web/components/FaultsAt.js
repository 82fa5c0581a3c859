// What is to be mended at one place of the form, beside it; the control there is described by it.
import { html } from "../vue.js";
import { faultsAt } from "../faults.js";
import { Icon } from "./Icon.js";

export const faultId = (kind, name) => (faultsAt(kind, name).length ? `fault-${kind}-${name}` : null);

export function FaultsAt({ kind, name }) {
  const found = faultsAt(kind, name);
  return found.length > 0 && html`
    <div id=${`fault-${kind}-${name}`} data-testid="inline-fault">${found.map((text) => html`<p class="problem" key=${text}><${Icon} name="alert" />${text}</p>`)}</div>`;
}
FaultsAt.props = ["kind", "name"];
