// The pages of one's own, fetched when the first of them is opened: whoever only asks does not wait for them.
export { AboutPage } from "./AboutPage.js";
export { ArchivePage } from "./ArchivePage.js";
export { CasePage } from "./CasePage.js";
export { CasesPage } from "./CasesPage.js";
export { FamilyPage } from "./FamilyPage.js";
export { RemindersPage } from "./RemindersPage.js";
export { SettingsPage } from "./SettingsPage.js";
