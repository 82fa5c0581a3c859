// The language model for administrators: how it stands today, and its switch.
import { AskTwice } from "../../components/AskTwice.js";
import { moment } from "../../format.js";
import { t } from "../../texts.js";
import { html } from "../../vue.js";
import { switchModel } from "../actions.js";

export function Model({ model }) {
  const on = model.state === "on";
  const act = on ? "off" : "on";
  return html`
    <section class="card letters" aria-labelledby="model-title" data-testid="model" data-state=${model.state}>
      <h2 id="model-title" tabindex="-1">${t("operations.model.title")}<span class=${["pill", { "waiting-pill": !on }]}>${t(`operations.model.${model.state}`)}</span></h2>
      <p class="quiet">${t("operations.model.spent", { count: model.tokens_today.toLocaleString("zh-CN"), value: model.yuan_today })}${model.changed_at && t("operations.model.changed", { date: moment(model.changed_at) })}</p>
      <ul>${model.models.map(({ name, resting }) => html`
        <li key=${name}><b>${name}</b><span class=${["pill", { "waiting-pill": resting }]}>${t(`operations.model.${resting ? "resting" : "answering"}`)}</span></li>`)}</ul>
      <${AskTwice} key=${act} testid="model-switch" label=${t(`operations.model.turn_${act}`)} question=${t(`operations.model.turn_${act}_sure`)}
        yes=${t(`operations.model.turn_${act}`)} no=${t("operations.model.leave")} onYes=${() => switchModel(!on)} />
    </section>`;
}
Model.props = ["model"];
