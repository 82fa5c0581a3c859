// The whole page: header, conversation, form beside it (or behind a tab on narrow screens), pages of one's own, sheets.
import { defineAsyncComponent, html, nextTick, watch } from "../vue.js";
import { state } from "../store.js";
import { t } from "../texts.js";
import { AppHeader } from "./AppHeader.js";
import { ApplicationPanel } from "./ApplicationPanel.js";
import { ChatLog } from "./ChatLog.js";
import { Composer } from "./Composer.js";
import { DocumentSheet } from "./DocumentSheet.js";
import { GuideSheet } from "./GuideSheet.js";
import { HelpBar } from "./HelpBar.js";
import { Notice } from "./Notice.js";
import { NoticeSheet } from "./NoticeSheet.js";
import { PhotoSheet } from "./PhotoSheet.js";
import { ReviewSheet } from "./ReviewSheet.js";
import { SignInSheet } from "./SignInSheet.js";
import { ViewSwitch } from "./ViewSwitch.js";

const SHEETS = { guide: GuideSheet, "sign-in": SignInSheet, review: ReviewSheet, notice: NoticeSheet, document: DocumentSheet, photo: PhotoSheet };

const own = (name) => defineAsyncComponent({
  loader: async () => (await import("./OwnPages.js"))[name],
  loadingComponent: () => html`<main class="own"><p role="status">${t("own.loading")}…</p></main>`,
  errorComponent: () => html`<main class="own"><p role="alert">${t("problem.network")}</p></main>`,
});
const PAGES = { cases: own("CasesPage"), case: own("CasePage"), reminders: own("RemindersPage"), family: own("FamilyPage") };
const ownPage = () => PAGES[state.route.startsWith("cases/") ? "case" : state.route];

export const App = {
  setup() {
    const title = document.title;
    watch(() => state.route, async (route, before) => {
      document.title = route ? t("own.page_title", { name: t(`own.${route.split("/")[0]}`) }) : title;
      if (before === undefined) return; // a page just opened is read from its beginning
      state.moved = true;
      await nextTick();
      if (route || document.activeElement !== document.body) return; // the page of one's own, or whoever led here, sees to it
      document.querySelector(document.querySelector(".page[data-view=form] .panel") ? ".panel" : ".log")?.focus({ preventScroll: true });
    }, { immediate: true });
    return () => {
      const handling = Boolean(state.application);
      const Sheet = SHEETS[state.sheet?.kind];
      const Own = ownPage();
      return html`
        <div class=${["page", { handling: handling && !Own }]} data-view=${Own ? "own" : handling ? state.view : "chat"}>
          <${Skip} to=${Own ? "own-title" : "message-input"} label=${t(Own ? "skip.content" : "skip.message")} />
          <${AppHeader} />
          ${Own ? html`<${Own} key=${state.route} />` : html`<${Talk} handling=${handling} />`}
          <${HelpBar} />
          <${Notice} />
          ${Sheet && html`<${Sheet} key=${state.sheet.kind} />`}
        </div>`;
    };
  },
};

function Skip({ to, label }) {
  const go = (event) => {
    event.preventDefault(); // the address names the page of one's own
    document.getElementById(to)?.focus();
  };
  return html`<a class="skip" href=${`#${to}`} onClick=${go}>${label}</a>`;
}
Skip.props = ["to", "label"];

function Talk({ handling }) {
  return html`
    ${handling && html`<${ViewSwitch} />`}
    <main class="columns">
      <section class="chat" aria-label=${t("landmark.chat")}>
        <${ChatLog} />
        <${Composer} />
      </section>
      ${handling && html`<${ApplicationPanel} />`}
    </main>`;
}
Talk.props = ["handling"];
