// Speaking instead of typing: hold and speak, or tap, speak, tap. The phone records, the service writes it down, and the
// words go to whoever asked, to be read before they are sent. Nothing of the sound is kept.
const api = require("./api.js");

const RECORDING = { duration: 60000, sampleRate: 16000, numberOfChannels: 1, encodeBitRate: 48000, format: "mp3" };
const TAP_MS = 350; // shorter than that is no holding
const AWAY_PX = 64;
const ECHO_MS = 700; // a tap that comes so soon after a touch is the same
const SURE = 0.65; // below that the person is asked to look, as on the web page
const REFUSED = /auth|deny|denied|permission/i;

/**
 * One microphone. `show(now)` hears how it stands: { stage: "" | asking | listening | writing, held, away }; `write(text, sure)`
 * gets the words; `tell(kind)` what went wrong: silence, refused, absent; `tried(act)` runs a call and tells its fault.
 */
module.exports = function hearing({ show, write, tell, tried }) {
  const idle = { stage: "", held: false, away: false };
  let now = idle;
  let press = null; // { at, y, began }
  let touched = 0;
  let dropped = false;
  let recorder = null;

  function be(change) {
    now = Object.assign({}, now, change);
    show(now);
  }
  const over = () => be(idle);

  /** The phone has one recorder for all. */
  function ready() {
    recorder = wx.getRecorderManager();
    recorder.onStart(() => (now.stage === "asking" ? be({ stage: "listening" }) : recorder.stop()));
    recorder.onStop(({ tempFilePath }) => (dropped ? over() : writeDown(tempFilePath)));
    recorder.onInterruptionBegin(finish); // a call comes in
    recorder.onError(({ errMsg }) => {
      if (now.stage) tell(REFUSED.test(errMsg) ? "refused" : "absent");
      over();
    });
  }
  function begin(held) {
    if (!recorder) ready();
    dropped = false;
    be({ stage: "asking", held, away: false });
    recorder.start(RECORDING);
  }
  function finish() {
    if (now.stage === "asking") be({ held: false }); // the phone asks, and nothing is held any more
    else if (now.stage === "listening") recorder.stop();
  }
  async function writeDown(path) {
    be({ stage: "writing", held: false, away: false });
    await tried(async () => {
      const { text, confidence } = await api.transcript(path);
      if (text) write(text, confidence >= SURE);
      else tell("silence");
    });
    over();
  }
  const toggle = () => (now.stage ? finish() : begin(false));

  return {
    touch({ touches, timeStamp }) {
      press = { at: timeStamp, y: touches[0].clientY, began: !now.stage };
      if (press.began) begin(true);
    },
    move({ touches }) {
      if (now.held) be({ away: press.y - touches[0].clientY > AWAY_PX });
    },
    leave({ timeStamp }) {
      touched = Date.now();
      if (!press) return;
      const { at, began } = press;
      press = null;
      if (!began) finish();
      else if (!now.held) return; // the phone asked meanwhile, or it is over
      else if (now.away) this.drop();
      else if (timeStamp - at < TAP_MS) be({ held: false });
      else finish();
    },
    /** Of whoever has no finger on the glass: a screen reader. */
    tap() {
      if (Date.now() - touched > ECHO_MS) toggle();
    },
    drop() {
      dropped = true;
      if (now.stage === "listening") recorder.stop();
      else over();
    },
    finish,
  };
};
