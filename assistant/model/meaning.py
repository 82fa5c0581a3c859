"""What may come of a model's answer: commands that only ask, tell or fill, within this turn's choices. Pure.

Nothing here makes a command that binds: no start, submit, confirm, commit, withdraw, no document, no skip.
Between the rules' finding and the model's choice the person decides, by the clarifying question.
"""

import re
from collections.abc import Sequence

from assistant.choose import CLOSE, FLOOR, MOST_WAYS
from assistant.commands import (
    AnswerSituation,
    AskAbout,
    AskHuman,
    AskProgress,
    Command,
    Correct,
    Greet,
    OutOfScope,
    SetField,
    SwitchItem,
)
from assistant.model.masking import Mask
from assistant.model.shape import Meant
from assistant.model.situation import Situation
from assistant.turn import Turn
from assistant.understand.matters import LIKELY
from assistant.understand.spoken import spoken
from assistant.wording import mentions
from knowledge_base.model.form import FormField
from prefill.characters import half_width, spoken_digits
from prefill.types import Parsed
from prefill.values import parse

CERTAIN, STEP = 0.9, 0.01
"""score of the model's first choice, and how much less each further one has: near enough to be asked about"""
_BETWEEN = re.compile(r"[\s\-－—–_.·,，。;；:：!！?？、()（）]+")


def commands_of(
    meant: Sequence[Meant], turn: Turn, ruled: list[Command], shown: Situation, mask: Mask
) -> list[Command]:
    """What the answers come to; the rules' commands where that is nothing."""
    filling = _filling(meant, turn, shown, mask)
    talk = _about(meant, turn, ruled, shown) or _aside(meant, turn, ruled)
    return [*filling, *talk] or ruled


def _about(meant: Sequence[Meant], turn: Turn, ruled: Sequence[Command], shown: Situation) -> list[Command]:
    """A question about the items chosen; a wish to start is one too, its reply offers to begin. An item that
    the rules' own finding does not include is asked about beside that finding."""
    allowed = {item.item_id for item in shown.items}
    wanted = [one.item for one in meant if one.kind in ("ask", "start") and one.item in allowed]
    chosen = list(dict.fromkeys(wanted))
    if not chosen:
        return []
    near = _near(ruled)
    if near and not set(near) & set(chosen):
        chosen.append(near[0])
    if len(chosen) == 1:
        return [AskAbout(turn.text, ((chosen[0], 1.0),), chosen[0])]
    scores = tuple((item, CERTAIN - STEP * at) for at, item in enumerate(chosen[:MOST_WAYS]))
    return [AskAbout(turn.text, scores)]


def _near(ruled: Sequence[Command]) -> list[str]:
    """The items that the rules would tell of or ask about."""
    about = next((one for one in ruled if isinstance(one, AskAbout)), None)
    found = [(item, score) for item, score in about.candidates if score >= FLOOR] if about else []
    return [item for item, score in found if score >= found[0][1] * CLOSE]


def _aside(meant: Sequence[Meant], turn: Turn, ruled: Sequence[Command]) -> list[Command]:
    """No item: progress, a person, a courtesy, another matter, none at all. What turns away or only greets
    does not go before an item that the rules found."""
    kinds = [one.kind for one in meant]
    if "human" in kinds:
        return [AskHuman()]
    if "progress" in kinds:
        return [AskProgress()]
    if _near(ruled):
        return []
    talked_of = bool(turn.state.item_id or turn.state.clarifying)
    if "other" in kinds and talked_of and turn.application is None:
        return [SwitchItem()]
    if "greet" in kinds:
        return [Greet("kind")]
    likely = turn.scope is not None and turn.scope.share("service") >= LIKELY
    return [OutOfScope()] if "outside" in kinds and not likely and turn.application is None else []


def _filling(meant: Sequence[Meant], turn: Turn, shown: Situation, mask: Mask) -> list[Command]:
    """Answers and values for the open draft; a value only in the person's own words."""
    answers = {f"{q.id}={o.id}": AnswerSituation(q.id, o.id) for q in shown.questions for o in q.options}
    fields = {field.name: field for field in shown.fields}
    made: dict[str, Command] = {}
    for one in meant:
        if one.kind == "answer" and one.answer in answers:
            answer = answers[one.answer]
            if _is_open(answer, turn) or _is_said(answer, turn, shown):
                made.setdefault(f"?{answer.question}", answer)
        if one.kind in ("set", "correct") and one.field in fields:
            value = said(mask.unmasked(one.value), fields[one.field], turn)
            if value is not None:
                set_, name = one.kind == "set", one.field
                made.setdefault(name, SetField(name, value) if set_ else Correct(name, value))
    return list(made.values())


def _is_open(answer: AnswerSituation, turn: Turn) -> bool:
    """Whether this is what the person was asked: only then may other words than the option's answer it."""
    view = turn.application
    following = view.next if view is not None else None
    return following is not None and (following.kind, following.name) == ("situation", answer.question)


def _is_said(answer: AnswerSituation, turn: Turn, shown: Situation) -> bool:
    """Whether the message itself has the option's words: what was answered before changes by nothing less."""
    options = [o for q in shown.questions if q.id == answer.question for o in q.options]
    option = next(o for o in options if o.id == answer.option)
    return mentions(turn.text, [option.label, *option.phrases]) == "said"


def said(value: str, field: FormField, turn: Turn) -> str | None:
    """The value as the form takes it, if it stands in the person's own message and is one of the field's."""
    told = _loose(value)
    if not told or told not in _loose(turn.text):
        return None
    for text in (value, spoken(field.type, value, turn.at.date())):
        if isinstance(parse(field, text), Parsed):
            return text
    return None


def _loose(text: str) -> str:
    """Without what people put between, half width, digits as figures."""
    return spoken_digits(_BETWEEN.sub("", half_width(text))).upper()
