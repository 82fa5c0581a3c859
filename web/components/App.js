// The whole page: header, conversation, form beside it (or behind a tab on narrow screens), sheets.
import { html } from "../vue.js";
import { state } from "../store.js";
import { t } from "../texts.js";
import { AppHeader } from "./AppHeader.js";
import { ApplicationPanel } from "./ApplicationPanel.js";
import { ApplicationsSheet } from "./ApplicationsSheet.js";
import { ChatLog } from "./ChatLog.js";
import { Composer } from "./Composer.js";
import { GuideSheet } from "./GuideSheet.js";
import { HelpBar } from "./HelpBar.js";
import { Notice } from "./Notice.js";
import { NoticeSheet } from "./NoticeSheet.js";
import { PhotoSheet } from "./PhotoSheet.js";
import { ReviewSheet } from "./ReviewSheet.js";
import { SignInSheet } from "./SignInSheet.js";
import { ViewSwitch } from "./ViewSwitch.js";

const SHEETS = { guide: GuideSheet, "sign-in": SignInSheet, applications: ApplicationsSheet, review: ReviewSheet, notice: NoticeSheet, photo: PhotoSheet };

export const App = {
  setup: () => () => {
    const handling = Boolean(state.application);
    const Sheet = SHEETS[state.sheet?.kind];
    return html`
      <div class=${["page", { handling }]} data-view=${handling ? state.view : "chat"}>
        <a class="skip" href="#message-input">${t("skip.message")}</a>
        <${AppHeader} />
        ${handling && html`<${ViewSwitch} />`}
        <main class="columns">
          <section class="chat" aria-label=${t("landmark.chat")}>
            <${ChatLog} />
            <${Composer} />
          </section>
          ${handling && html`<${ApplicationPanel} />`}
        </main>
        <${HelpBar} />
        <${Notice} />
        ${Sheet && html`<${Sheet} key=${state.sheet.kind} />`}
      </div>`;
  },
};
