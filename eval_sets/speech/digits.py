"""500 spoken numbers → values, by the way a call uses: mended, then read for the field that was asked for.

`python -m eval_sets.speech.digits [FILE]`; `cases/speech_digits_blind.jsonl` was written by somebody who saw
none of the rules.

`right`: the value that was meant; `asked_again`: no value, or one that fails its length or check digit;
`wrong`: another value. No value heard on the telephone fills a field before it was read back and agreed to
(`assistant.phone`), so what is wrong here is what a caller has to say no to.
"""

import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from assistant.understand.facts import answer_to
from eval_sets.cases import Case, read_cases
from eval_sets.figures import share
from eval_sets.speech.digits_drawn import FILE
from eval_sets.speech.own_words import mender
from knowledge_base.loader import shipped_content
from knowledge_base.model.form import FieldType, FormField
from prefill.types import Parsed
from prefill.values import parse

Json = dict[str, Any]
TODAY = date(2026, 11, 23)
"""from which 去年 and 昨天 are counted"""
FIELDS: dict[str, FieldType] = {
    "id_number": "id_number",
    "mobile": "mobile",
    "date": "date",
    "money": "money",
    "count": "integer",
    "address": "address",
    "code": "credit_code",
    "bank_card": "bank_card",
}


class DigitsCase(Case):
    id: str
    kind: str
    said: str
    value: str


def value_heard(case: DigitsCase, mend: Callable[[str], str]) -> str | None:
    """What the field asked for would be filled with, once agreed to; None where it is asked again."""
    field = FormField(name=case.kind, label=case.kind, ask=case.kind, type=FIELDS[case.kind])
    said = answer_to(field, mend(case.said), TODAY)
    parsed = parse(field, said) if said is not None else None
    return parsed.value if isinstance(parsed, Parsed) else None


def digits_figures(
    mend: Callable[[str], str] | None = None, cases: Sequence[DigitsCase] | None = None
) -> Json:
    """Shares of right, asked again and wrong, by kind too, and the ids that are wrong."""
    mend = mend or mender(shipped_content())
    outcomes: defaultdict[str, Counter[str]] = defaultdict(Counter)
    wrong = list[str]()
    for case in cases or read_cases(DigitsCase, FILE):
        heard = value_heard(case, mend)
        outcome = "asked_again" if heard is None else "right" if _same(heard, case) else "wrong"
        outcomes[case.kind][outcome] += 1
        wrong += [case.id] if outcome == "wrong" else []
    whole = sum(outcomes.values(), Counter[str]())
    lines = whole.total()
    return {
        "lines": lines,
        **{name: share(whole[name], lines) for name in ("right", "asked_again", "wrong")},
        "right_or_asked_again": share(lines - whole["wrong"], lines),
        "by_kind": {kind: dict(found) for kind, found in outcomes.items()},
        "failing": wrong,
    }


def _same(heard: str, case: DigitsCase) -> bool:
    """350.50 is 350.5."""
    return heard == case.value or (case.kind == "money" and float(heard) == float(case.value))


if __name__ == "__main__":
    import json
    from pathlib import Path

    theirs = read_cases(DigitsCase, Path(sys.argv[1])) if len(sys.argv) > 1 else None
    sys.stdout.write(json.dumps(digits_figures(cases=theirs), ensure_ascii=False, indent=2) + "\n")
