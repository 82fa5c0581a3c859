"""A recogniser that takes no time: what is left of a call's latency is ours."""

from itertools import count

from speech.pcm import Samples, seconds
from speech.recogniser import NO_HINTS, Hints, Segment, Transcript

QUESTIONS = (
    "身份证丢了怎么办",
    "补办身份证要多少钱",
    "多久能拿到新的身份证",
    "老年人优待证怎么办",
    "居住证到哪里办",
    "孩子上户口要什么材料",
    "结婚登记要带什么",
    "失业金怎么领",
    "公积金怎么提取",
    "社保卡丢了怎么补",
    "营业执照怎么办理",
    "护照要多久办好",
)


class Instant:
    """Hears one question after the other, whatever is said."""

    def __init__(self) -> None:
        self._next = count()

    def recognise(self, samples: Samples, hints: Hints = NO_HINTS) -> Transcript:
        text = QUESTIONS[next(self._next) % len(QUESTIONS)]
        return Transcript.of((Segment(0.0, seconds(samples), text, 0.95),), "zh")


def engine() -> Instant:
    """`SPEECH_ENGINE=eval_sets.speech.instant:engine`."""
    return Instant()
