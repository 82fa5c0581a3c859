// What is said: a long answer begins with its first lines, the rest on demand; the whole guide is one link away.
import { html, ref } from "../vue.js";
import { t } from "../texts.js";
import { Icon } from "./Icon.js";

const LINES = 4;
const LENGTH = 220;
const CALLABLE = ["emergency", "handoff", "not_covered"];
const NUMBERS = /(?<!\d)(12345|12356|110|119|120)(?!\d)/;

export const ReplyText = {
  props: ["reply"],
  setup(props) {
    const open = ref(false);
    return () => {
      const { reply } = props;
      const lines = reply.text.split(/\n+/).filter(Boolean);
      const short = reply.status === "answered" ? atFirst(lines) : lines.length;
      const id = `rest-${reply.message_id}`;
      return html`
        <div class="reply-text">
          ${lines.slice(0, short).map((line, at) => html`<p key=${at}>${lineOf(reply, line)}</p>`)}
          ${short < lines.length && html`
            <div class="reply-rest" id=${id} hidden=${!open.value}>${lines.slice(short).map((line, at) => html`<p key=${at}>${line}</p>`)}</div>
            <button type="button" class="link unfold" data-testid="unfold" aria-expanded=${String(open.value)} aria-controls=${id}
              onClick=${() => (open.value = !open.value)}>${t(open.value ? "cards.fold" : "cards.unfold")}<${Icon} name="down" /></button>`}
        </div>
        <${WholeGuide} reply=${reply} />`;
    };
  },
};

/** How many lines stand there at once: never a single one less than all, which would save nothing. */
function atFirst(lines) {
  let length = 0;
  let at = 0;
  while (at < lines.length && at < LINES && (at === 0 || length + lines[at].length <= LENGTH)) length += lines[at++].length;
  return lines.length - at < 2 ? lines.length : at;
}

const lineOf = ({ status }, line) => (CALLABLE.includes(status) ? callable(line) : line);

/** Numbers one may have to call at once can be tapped. */
function callable(line) {
  return line.split(NUMBERS).map((part) => NUMBERS.test(part) ? html`<a class="call" href=${`tel:${part}`}>${part}</a>` : part);
}

/** The page of the guide that the answer rests on. */
function WholeGuide({ reply }) {
  const cited = reply.status === "answered" && reply.citations?.find(({ kind }) => kind !== "life_event");
  if (!cited) return null;
  return html`
    <a class="link whole-guide" data-testid="whole-guide" href=${`/guide/${encodeURIComponent(cited.item_id)}`} target="_blank" rel="noopener">
      <${Icon} name="book" />${t("cards.whole_guide")}<span class="visually-hidden">${t("papers.new_tab")}</span></a>`;
}
WholeGuide.props = ["reply"];
