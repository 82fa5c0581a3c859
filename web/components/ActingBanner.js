// Who handles it for whom; in sight on everything that belongs to one person and is handled by another.
import { html } from "../vue.js";
import { day } from "../format.js";
import { mayDo, sideOf } from "../store.js";
import { t } from "../texts.js";
import { Icon } from "./Icon.js";

export function ActingBanner({ application }) {
  const side = sideOf(application);
  if (!side) return null;
  const { acting, owner_name } = application;
  const name = side === "agent" ? owner_name : acting.agent_name;
  return html`
    <p class="acting" data-testid="acting" data-side=${side}>
      <${Icon} name="people" />
      <span><b>${t(`acting.${side}`, { name })}</b>
        ${!acting.active ? t("acting.over") : t("acting.until", { date: day(acting.until) })}
        ${side === "agent" && !mayDo(application, "submit") && t("acting.no_submit", { name })}</span>
    </p>`;
}
ActingBanner.props = ["application"];
