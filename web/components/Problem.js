import { html } from "../vue.js";
import { Icon } from "./Icon.js";

/** Why something was not done, beside where it was asked for; read out at once. */
export function Problem({ text }) {
  return html`<div role="alert">${text && html`<p class="problem" data-testid="form-problem"><${Icon} name="alert" />${text}</p>`}</div>`;
}
Problem.props = ["text"];
