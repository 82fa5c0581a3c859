"""From sound to words: decode, find the speech, bring it up, recognise it, drop what nobody said, mend."""

import logging
from collections.abc import Callable
from dataclasses import replace
from threading import Lock

from speech import audio
from speech.concealment import Concealment
from speech.detector import CHUNK, Detector
from speech.errors import HearingBusyError, RecogniserFailedError
from speech.ghosts import is_ghost
from speech.loudness import Leveller, levelled
from speech.pcm import HERTZ, Samples, from_pcm16, seconds, to_pcm16
from speech.recogniser import NO_HINTS, NOTHING, Hints, Recogniser, Segment, Transcript
from speech.segmenter import Began, Segmenter, Utterance
from speech.tones import is_signal

log = logging.getLogger(__name__)

__all__ = ["Began", "Hearing", "Listener", "Utterance"]

LONGEST_RECORDING = 90.0
"""seconds that are listened to"""
PATIENCE = 30.0
"""seconds that a recording waits for those before it: one at a time, each takes all cores"""
SHORTEST = 0.1
"""seconds in which nothing can be said"""


class Hearing:
    """Everybody's ears: one recogniser, whoever speaks."""

    def __init__(
        self,
        recogniser: Recogniser,
        hints: Callable[[], Hints] = lambda: NO_HINTS,
        mend: Callable[[str], str] = str,
        longest: float | None = LONGEST_RECORDING,
    ) -> None:
        """`longest` of a recording in seconds, None for any. Raises `RecogniserMissingError` when a package
        that sound needs is not there."""
        audio.library()
        self._recogniser, self._hints, self._mend, self._longest = recogniser, hints, mend, longest
        self._detector, self._listening = Detector(), Lock()

    def transcribe(self, recording: bytes) -> Transcript:
        """The words of a whole recording in any container; times of segments are those of the recording.

        Raises `UnreadableAudioError`, `TooLongError`, `HearingBusyError`.
        """
        samples = audio.decode(recording, self._longest)
        listener = self.listen()
        found = listener.feed(to_pcm16(levelled(samples))) + listener.flush()
        return self._heard([one for one in found if isinstance(one, Utterance)])

    @property
    def busy(self) -> bool:
        """Whether somebody is being listened to just now."""
        return self._listening.locked()

    def listen(self, hertz: int = HERTZ) -> "Listener":
        """One microphone or call, of 16-bit samples at this rate."""
        return Listener(self._detector.another(), hertz)

    def understood(self, samples: Samples) -> Transcript:
        """The words of one stretch at 16 kHz. Blocks: others may be before. Raises `HearingBusyError`."""
        return self._heard([Utterance(samples, 0.0, seconds(samples))])

    def _heard(self, utterances: list[Utterance]) -> Transcript:
        """`text` is mended; the segments have the words as recognised."""
        if not utterances:
            return NOTHING
        if not self._listening.acquire(timeout=PATIENCE):
            raise HearingBusyError("others are being listened to")
        try:
            hints = self._hints()
            heard = [self._recognised(utterance, hints) for utterance in utterances]
        finally:
            self._listening.release()
        whole = Transcript.of(tuple(one for part in heard for one in part), NOTHING.language)
        return replace(whole, text=self._mend(whole.text)) if whole.text else NOTHING

    def _recognised(self, utterance: Utterance, hints: Hints) -> tuple[Segment, ...]:
        if seconds(utterance.samples) < SHORTEST or is_signal(utterance.samples):
            return ()
        try:
            raw = self._recogniser.recognise(levelled(utterance.samples), hints)
        except RecogniserFailedError as error:
            log.error("%s", error)  # whoever spoke is asked to say it again
            return ()
        if not raw.text.strip() or is_ghost(raw.text):
            return ()
        segments = raw.segments or (Segment(0.0, seconds(utterance.samples), raw.text, raw.confidence),)
        return tuple(
            replace(one, start=one.start + utterance.start, end=one.end + utterance.start)
            for one in segments
            if one.text.strip() and not is_ghost(one.text)
        )


class Listener:
    """Finds speech in one stream as it comes; recognising it is the caller's step, in a thread."""

    def __init__(self, detector: Detector, hertz: int) -> None:
        self._concealment, self._resampler = Concealment(hertz), audio.Resampler(hertz, HERTZ)
        self._detector = detector
        self._leveller, self._segmenter, self._rest = Leveller(), Segmenter(), b""

    @property
    def patience(self) -> float:
        """Seconds of silence that end an utterance; longer while somebody reads out digits."""
        return self._segmenter.patience

    @patience.setter
    def patience(self, value: float) -> None:
        self._segmenter.patience = value

    def feed(self, pcm16: bytes) -> list[Began | Utterance]:
        """16-bit samples, however many; under 2 ms for 20 ms of sound. Each `Began` gets its `Utterance`."""
        return self._judge(self._resampler.feed(self._concealment.feed(pcm16)))

    def flush(self) -> list[Began | Utterance]:
        """The stream has ended; nothing may be fed afterwards."""
        last = self._resampler.feed(self._concealment.flush()) + self._resampler.flush()
        found = self._judge(last)
        if self._rest:
            found += self._judge(b"\0" * (2 * CHUNK - len(self._rest)))
        return found + self._segmenter.flush()

    def so_far(self) -> Samples:
        """The utterance under way at 16 kHz, for words that appear while somebody speaks; else empty."""
        return self._segmenter.so_far()

    def _judge(self, pcm16: bytes) -> list[Began | Utterance]:
        pcm16 = self._rest + pcm16
        whole = len(pcm16) // (2 * CHUNK) * 2 * CHUNK
        self._rest = pcm16[whole:]
        found: list[Began | Utterance] = []
        for at in range(0, whole, 2 * CHUNK):
            chunk = from_pcm16(pcm16[at : at + 2 * CHUNK])
            speech = self._detector.speech(to_pcm16(self._leveller.feed(chunk)))
            found += self._segmenter.push(chunk, speech)
        return found
