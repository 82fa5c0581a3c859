// A guide or life event as its page shows it (pure).
const { t } = require("../texts.js");

/** { name, meta, remarks, sections: [{ id, title, sentences: [[{ text, marked }]], cited }], to: id of the cited one }. */
function shown(guide, citation) {
  const older = citation && citation.guide_version !== guide.version;
  const meta = [
    t("guide.version", { version: guide.version, from: guide.valid_from }),
    guide.valid_until && t("guide.until", { until: guide.valid_until }),
    t("guide.reviewed", { on: guide.reviewed_on }),
  ];
  const remarks = [guide.sample && t("guide.sample"), older && t("guide.older", { cited: citation.guide_version, version: guide.version })];
  const sections = guide.sections.map((section, at) => {
    const cited = Boolean(citation && citation.section === section.id);
    return { id: `section-${at}`, title: section.title, cited, sentences: section.sentences.map((one) => marked(one, cited ? citation.quotes : [])) };
  });
  const to = sections.find((section) => section.cited);
  return { name: guide.name, event: Boolean(guide.event_id), meta: meta.filter(Boolean).join(" · "), remarks: remarks.filter(Boolean), sections, to: to ? to.id : "" };
}

/** The sentence in pieces, the quoted one marked; a quote may hold several sentences. */
function marked(sentence, quotes) {
  const quote = quotes.find((one) => one && (sentence.includes(one) || one.includes(sentence)));
  if (!quote) return [{ text: sentence, marked: false }];
  const part = sentence.includes(quote) ? quote : sentence;
  const at = sentence.indexOf(part);
  const pieces = [
    { text: sentence.slice(0, at), marked: false },
    { text: part, marked: true },
    { text: sentence.slice(at + part.length), marked: false },
  ];
  return pieces.filter((piece) => piece.text);
}

module.exports = { shown };
