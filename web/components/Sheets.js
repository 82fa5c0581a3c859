// The sheets over the page, fetched when the first of them is opened.
export { DocumentSheet } from "./DocumentSheet.js";
export { GuideSheet } from "./GuideSheet.js";
export { NoticeSheet } from "./NoticeSheet.js";
export { PhotoSheet } from "./PhotoSheet.js";
export { ReviewSheet } from "./ReviewSheet.js";
export { SignInSheet } from "./SignInSheet.js";
