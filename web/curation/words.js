// What differs between two texts, word by word. Pure.
const SEGMENTER = typeof Intl.Segmenter === "function" ? new Intl.Segmenter("zh", { granularity: "word" }) : null;
const LONGEST = 1200; // words of both texts; beyond it they are shown whole
const ALIKE = 0.4; // share of letters kept below which marks between islands of words only confuse

const cut = (text) => (SEGMENTER ? [...SEGMENTER.segment(text)].map((one) => one.segment) : [...text]);

/** { before: [{ text, marked }], after: [{ text, marked }] }: what is gone is marked before, what is new after. */
export function compared(before, after) {
  const [old, fresh] = [cut(before), cut(after)];
  const whole = { before: [{ text: before, marked: true }], after: [{ text: after, marked: true }] };
  if (old.length + fresh.length > LONGEST) return whole;
  const kept = common(old, fresh);
  const letters = [...kept.old].reduce((sum, at) => sum + old[at].length, 0);
  if (letters < ALIKE * Math.min(before.length, after.length)) return whole;
  return { before: parts(old, kept.old), after: parts(fresh, kept.fresh) };
}

/** The longest run of words both have in order: which places of each are kept. */
function common(old, fresh) {
  const width = fresh.length + 1;
  const lengths = new Uint16Array((old.length + 1) * width);
  for (let i = old.length - 1; i >= 0; i -= 1) {
    for (let j = fresh.length - 1; j >= 0; j -= 1) {
      const at = i * width + j;
      lengths[at] = old[i] === fresh[j] ? lengths[at + width + 1] + 1 : Math.max(lengths[at + width], lengths[at + 1]);
    }
  }
  const kept = { old: new Set(), fresh: new Set() };
  for (let i = 0, j = 0; i < old.length && j < fresh.length; ) {
    if (old[i] === fresh[j]) {
      kept.old.add(i++);
      kept.fresh.add(j++);
    } else if (lengths[(i + 1) * width + j] >= lengths[i * width + j + 1]) i += 1;
    else j += 1;
  }
  return kept;
}

function parts(words, kept) {
  const found = [];
  words.forEach((word, at) => {
    const marked = !kept.has(at);
    const last = found.at(-1);
    if (last?.marked === marked) last.text += word;
    else found.push({ text: word, marked });
  });
  return found;
}
