// What happened when, oldest first; the last line says whose turn it is.
import { html } from "../vue.js";
import { moment } from "../format.js";
import { t } from "../texts.js";
import { Icon } from "./Icon.js";

const ICONS = { returned: "pen", overdue: "alert", withdrawn: "close" };
const ENDED = ["done", "withdrawn"];

export function Timeline({ course }) {
  return html`
    <section class="card" aria-labelledby="timeline-title">
      <h3 id="timeline-title">${t("timeline.title")}</h3>
      <ol class="timeline" data-testid="timeline">
        ${course.landmarks.map((one, at) => html`
          <li key=${at} class=${`is-${one.kind}`} data-testid="landmark" data-kind=${one.kind}>
            <span class="timeline-mark"><${Icon} name=${ICONS[one.kind] ?? "check"} /></span>
            <div>
              <p>${one.text}</p>
              <p class="quiet"><time datetime=${one.at}>${moment(one.at)}</time>${one.days > 0 && html`<span>${t("timeline.after", { count: one.days })}</span>`}</p>
            </div>
          </li>`)}
        ${!ENDED.includes(course.state) && html`
          <li class="is-waiting">
            <span class="timeline-mark"><${Icon} name="clock" /></span>
            <p>${t(`timeline.next.${course.state}`)}</p>
          </li>`}
      </ol>
    </section>`;
}
Timeline.props = ["course"];
