// Calls that were recorded because one said yes: listened to and deleted. The sound is fetched only when it is asked for.
import { html, nextTick, onBeforeUnmount, ref } from "../vue.js";
import { done, recordingSound, removeRecording } from "../actions/archive.js";
import { day, moment } from "../format.js";
import { t } from "../texts.js";
import { AskTwice } from "./AskTwice.js";
import { Icon } from "./Icon.js";

const lengthOf = (seconds) => t("archive.long", { count: Math.floor(seconds / 60), number: Math.floor(seconds % 60) });

export function ArchiveRecordings({ recordings, onChanged }) {
  return html`
    <div class="card archive-group" data-testid="recordings">
      <h4 id="archive-recordings">${t("archive.recordings")}</h4>
      <p class="quiet">${t(recordings.length ? "archive.recordings_why" : "archive.nothing.recordings")}</p>
      ${recordings.length > 0 && html`<ul aria-labelledby="archive-recordings">${recordings.map((one) => html`<${Recording} key=${one.recording_id} one=${one} onChanged=${onChanged} />`)}</ul>`}
    </div>`;
}
ArchiveRecordings.props = ["recordings", "onChanged"];

const Recording = {
  props: ["one", "onChanged"],
  setup(props) {
    const address = ref("");
    const place = ref(null);
    const label = t("archive.recording", { date: moment(props.one.begun_at) });
    const drop = () => address.value && URL.revokeObjectURL(address.value);
    onBeforeUnmount(drop);

    async function listen() {
      if (!(await done(async () => (address.value = await recordingSound(props.one.recording_id))))) return;
      await nextTick();
      place.value?.querySelector("audio")?.focus();
    }
    async function remove() {
      if (await done(() => removeRecording(props.one.recording_id))) await props.onChanged(t("archive.removed", { label }), "data");
    }
    return () => html`
      <li class="fact" ref=${place} data-testid="recording">
        <div class="fact-what"><span class="fact-value">${label}</span></div>
        <p class="fact-from"><span>${lengthOf(props.one.seconds)}</span><span>${t("archive.until", { date: day(props.one.kept_until) })}</span></p>
        <div class="fact-acts">
          ${!address.value && html`<button type="button" class="link" data-testid="recording-listen" aria-label=${t("archive.listen_named", { label })} onClick=${listen}><${Icon} name="sound" />${t("archive.listen")}</button>`}
          <${AskTwice} testid="recording-delete" label=${t("archive.delete")} name=${t("archive.delete_named", { label })}
            question=${t("archive.delete_ask_recording")} yes=${t("archive.delete_yes")} no=${t("archive.delete_no")} onYes=${remove} />
        </div>
        ${address.value && html`<audio controls autoplay src=${address.value} aria-label=${label} data-testid="recording-sound"></audio>`}
      </li>`;
  },
};
