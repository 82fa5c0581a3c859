// The whole page: header, conversation, form beside it (or behind a tab on narrow screens), pages of one's own, sheets.
import { html, nextTick, watch } from "../vue.js";
import { later } from "../later.js";
import { roomy, state } from "../store.js";
import { t } from "../texts.js";
import { AppHeader } from "./AppHeader.js";
import { ChatLog } from "./ChatLog.js";
import { Composer } from "./Composer.js";
import { HelpBar } from "./HelpBar.js";
import { Notice } from "./Notice.js";

const sheet = (name) => later(() => import("./Sheets.js"), name);
const SHEETS = {
  guide: sheet("GuideSheet"), "sign-in": sheet("SignInSheet"), review: sheet("ReviewSheet"),
  notice: sheet("NoticeSheet"), document: sheet("DocumentSheet"), photo: sheet("PhotoSheet"),
};
const own = (name) => later(() => import("./OwnPages.js"), name, { whole: true });
const PAGES = { cases: own("CasesPage"), case: own("CasePage"), reminders: own("RemindersPage"), family: own("FamilyPage"), archive: own("ArchivePage"), settings: own("SettingsPage"), about: own("AboutPage") };
const FormSheet = later(() => import("./FormSheet.js"), "FormSheet");
const ViewSwitch = later(() => import("./ViewSwitch.js"), "ViewSwitch");
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
          <${Notice} />
          ${Own ? html`<${Own} key=${state.route} />` : html`<${Talk} handling=${handling} />`}
          <${HelpBar} />
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
  const covered = handling && !roomy.value && state.view === "form";
  return html`
    <main class="columns">
      <section class="chat" aria-label=${t("landmark.chat")} inert=${covered}>
        <${ChatLog} />
        ${handling && !roomy.value && html`<${ViewSwitch} />`}
        <${Composer} />
      </section>
      ${handling && html`<${FormSheet} />`}
    </main>`;
}
Talk.props = ["handling"];
