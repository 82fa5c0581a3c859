// Light, dark, or as the device has it: the rule that tokens.css holds for dark holds never, always, or by itself.
const SYSTEM = "(prefers-color-scheme: dark)";
const MEDIA = { system: `screen and ${SYSTEM}`, light: "not all", dark: "screen" };

export function setTheme(theme = "system") {
  const rules = darkRules();
  for (const rule of rules) rule.media.mediaText = MEDIA[theme];
  document.documentElement.dataset.theme = theme;
}

let found = null;

// Looked for once: afterwards the rules no longer say `prefers-color-scheme`.
function darkRules() {
  found ??= [...document.styleSheets]
    .flatMap((sheet) => [...sheet.cssRules])
    .filter((rule) => rule instanceof CSSMediaRule && rule.media.mediaText.includes("prefers-color-scheme"));
  return found;
}
