import { html } from "../vue.js";
import { askSignIn, continueApplication } from "../actions/session.js";
import { EDITABLE, state } from "../store.js";
import { t } from "../texts.js";
import { day } from "../format.js";
import { Sheet } from "./Sheet.js";

export function ApplicationsSheet() {
  return html`<${Sheet} title=${t("applications.title")} testid="applications-sheet">${() => state.person ? list() : html`
    <p>${t("applications.sign_in_first")}</p>
    <button type="button" class="button primary" onClick=${() => askSignIn()}>${t("header.sign_in")}</button>`}</>`;
}

function list() {
  if (!state.applications.length) return html`<p>${t("applications.empty")}</p>`;
  return html`
    <ul class="accounts">
      ${state.applications.map((one) => row(one, EDITABLE.includes(one.state)))}
    </ul>`;
}

function row(one, open) {
  return html`
    <li key=${one.application_id}>
      <button type="button" class="account" data-testid="application-row" onClick=${() => continueApplication(one.application_id)}>
        <span class="account-text">
          <b>${one.item_name}</b>
          <span class="quiet">${detail(one)}</span>
        </span>
        <span class=${["pill", `state-${one.state}`]}>${t(`state.${one.state}`)}</span>
        <span class="unfinished-go">${t(open ? "applications.continue" : "applications.open")}</span>
      </button>
    </li>`;
}

function detail(one) {
  if (one.receipt) return t("applications.number", { number: one.receipt.acceptance_number });
  return one.updated_at ? t("applications.updated", { date: day(one.updated_at) }) : "";
}
