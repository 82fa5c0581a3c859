// Every sentence the page shows, by dotted key: `t("form.confidence", { percent: 96 })`.
const answer = await fetch(new URL("./texts/zh-CN.json", import.meta.url));
const texts = await answer.json();

export function text(key) {
  return key.split(".").reduce((found, part) => found?.[part], texts);
}

export function t(key, values = {}) {
  const sentence = text(key);
  if (typeof sentence !== "string") return key;
  return sentence.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
}
