"""A caller who knows what they want: answers what they are asked, by what was said to them last."""

from collections.abc import Awaitable, Callable, Mapping

ID_CARD: Mapping[str, str] = {
    "录下来": "不同意",
    "想办什么事": "身份证丢了怎么办",
    "帮我办理": "帮我办理",
    "要接着办": "继续",
    "接着办吗": "继续",
    "丢的是谁": "我自己的身份证",
    "户口在重庆吗": "户口在外省",
    "新证想怎么拿": "到窗口领",
    "对吗": "对的",
    "链接发给您": "好的",
}
"""what is asked → what is answered, up to the step of an ID card that needs a picture"""
PROGRESS: Mapping[str, str] = {
    "录下来": "不同意",
    "接着办吗": "帮我查一下办理进度",
    "想办什么事": "帮我查一下办理进度",
    "对吗": "对的",
}
SENTENCES = sorted({*ID_CARD.values(), *PROGRESS.values(), "转人工", "再说一遍"})
"""what a recogniser must know"""
MOST = 40
"""sentences of a caller, more than any path needs"""


class LostError(Exception):
    """The path did not lead where it should; the text has what was said last."""


async def walk(
    answers: Mapping[str, str],
    says: Callable[[], list[str]],
    say: Callable[[str], Awaitable[object]],
    arrived: Callable[[], bool],
) -> int:
    """Answers until `arrived`; gives how many sentences it took. `says`: all that was said to us so far."""
    seen, last = 0, ""
    for step in range(MOST):
        if arrived():
            return step
        told = "".join(says()[seen:])
        seen = len(says())
        last = answer(answers, told) or last
        await say(last)
    raise LostError("".join(says()[-4:]))


def answer(answers: Mapping[str, str], told: str) -> str:
    """To what was asked last; "" where nothing known was asked."""
    places = {told.rfind(asked): said for asked, said in answers.items() if asked in told}
    return places[max(places)] if places else ""
