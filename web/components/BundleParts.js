// The parts of a life event in one progress: how each stands, what is due, what the person does not want, what is
// handled singly, and what is done elsewhere.
import { html, watch } from "../vue.js";
import { choosePart, takeAlone } from "../actions/application.js";
import { loadCourse } from "../actions/cases.js";
import { dueOf } from "../cases.js";
import { state } from "../store.js";
import { t } from "../texts.js";
import { AskTwice } from "./AskTwice.js";
import { Icon } from "./Icon.js";

const DRAFT = ["draft", "ready"];

export const BundleParts = {
  props: ["bundle"],
  setup(props) {
    watch(() => `${props.bundle.bundle_id} ${props.bundle.version}`, () => loadCourse(props.bundle.bundle_id), { immediate: true });
    return () => {
      const { parts, singles } = props.bundle;
      const of = (...roles) => parts.filter((part) => roles.includes(part.role));
      const together = of("handled").filter((part) => part.application_id);
      return html`
        ${singles.map((one) => html`<${Singles} key=${one.text} single=${one} parts=${parts} />`)}
        ${together.length > 0 && html`<${Together} parts=${together} all=${parts} course=${state.courses[props.bundle.bundle_id]} />`}
        <${LeftOut} parts=${of("dropped", "alone")} />
        <${Elsewhere} parts=${of("outside", "anothers", "unguided")} />`;
    };
  },
};

function Together({ parts, all, course }) {
  const names = Object.fromEntries(all.map((part) => [part.part_id, part.name]));
  const courses = Object.fromEntries((course?.parts ?? []).map((part) => [part.part_id, part.progress]));
  return html`
    <section class="card" aria-labelledby="bundle-title" data-part="receipt" data-testid="bundle-parts">
      <h3 id="bundle-title" tabindex="-1">${t("bundle.title")}</h3>
      ${course && html`<p class="bundle-count" role="status" data-testid="bundle-count">${countOf(course)}</p>`}
      <ul class="bundle-parts">
        ${parts.map((part) => html`<${Part} key=${part.part_id} part=${part} names=${names} due=${dueOf(courses[part.part_id])} only=${parts.length === 1} />`)}
      </ul>
    </section>`;
}
Together.props = ["parts", "all", "course"];

const countOf = ({ done, of, returned, overdue }) =>
  [t("bundle.count", { count: of, number: done }), returned && t("bundle.returned", { count: returned }), overdue && t("bundle.late", { count: overdue })].filter(Boolean).join("，");

function Part({ part, names, due, only }) {
  const { name, receipt, waits_for: waits, misfit } = part;
  return html`
    <li data-testid="bundle-part" data-state=${part.state}>
      <div class="bundle-part">
        <p><b>${name}</b> <span class=${["pill", `state-${part.state}`]}>${t(`state.${part.state}`)}</span>
          ${due?.late && html` <span class="pill late"><${Icon} name="alert" />${t("cases.late")}</span>`}</p>
        ${misfit && html`<p class="problem" data-testid="bundle-misfit"><${Icon} name="alert" />${t("bundle.misfit", { value: misfit })}</p>`}
        ${receipt && html`<p class="quiet">${t("receipt.number")} ${receipt.acceptance_number}</p>`}
        ${due && html`<p class="quiet">${due.text}</p>`}
        ${waits.length > 0 && html`<p class="quiet">${t("bundle.waits", { item: waits.map((one) => names[one]).join("、") })}</p>`}
      </div>
      ${DRAFT.includes(part.state) && !receipt && !only && html`
        <${AskTwice} testid="bundle-drop" label=${t("bundle.drop")} name=${t("bundle.drop_named", { name })} question=${t("bundle.drop_ask", { name })}
          yes=${t("bundle.drop_yes")} no=${t("bundle.drop_no")} onYes=${() => choosePart(part.part_id, false)} />`}
    </li>`;
}
Part.props = ["part", "names", "due", "only"];

function LeftOut({ parts }) {
  return parts.length > 0 && html`
    <section class="card" aria-labelledby="bundle-left" data-testid="bundle-left">
      <h3 id="bundle-left">${t("bundle.left_out")}</h3>
      <ul class="bundle-parts">
        ${parts.map(({ part_id: id, name, role, state: now }) => html`
          <li key=${id}>
            <p><b>${name}</b> <span class="quiet">${t(`bundle.role.${role}`)}</span></p>
            ${(role === "dropped" || DRAFT.includes(now)) && html`
              <button type="button" class="button small" data-testid="bundle-add" aria-label=${t("bundle.add_named", { name })}
                onClick=${() => choosePart(id, true)}>${t("bundle.add")}</button>`}
          </li>`)}
      </ul>
    </section>`;
}
LeftOut.props = ["parts"];

/** Whom the event does not fit takes its items one by one, with what was said. */
function Singles({ single, parts }) {
  const named = parts.filter((part) => single.parts.includes(part.part_id));
  return html`
    <section class="card" data-testid="bundle-singles">
      <p class="remark" role="status">${single.text}</p>
      <ul class="bundle-parts">
        ${named.map(({ part_id: id, name, application_id: begun }) => html`
          <li key=${id}><button type="button" class="button small" data-testid="bundle-alone" onClick=${() => takeAlone(id)}>${t(begun ? "bundle.alone_open" : "bundle.alone", { name })}</button></li>`)}
      </ul>
    </section>`;
}
Singles.props = ["single", "parts"];

function Elsewhere({ parts }) {
  return parts.length > 0 && html`
    <details class="card">
      <summary>${t("bundle.elsewhere")}</summary>
      <ul class="bundle-parts">${parts.map((part) => html`
        <li key=${part.part_id}><p><b>${part.name}</b></p><p class="quiet">${part.role === "outside" ? part.text : t(`bundle.role.${part.role}`)}</p></li>`)}</ul>
    </details>`;
}
Elsewhere.props = ["parts"];
