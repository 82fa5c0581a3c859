"""No reply repeats a number of a person in full, whatever is handled and whatever was just said."""

import re

import pytest

from applications.types import Application
from assistant.reply import Reply
from eval_sets.prefill_share import WAVE_1
from knowledge_base.model.form import FormField
from tests.assistant.conftest import House

IN_FULL = re.compile(r"(?<![0-9A-Za-z*])(?:\d{17}[\dXx]|1[3-9]\d{9}|\d{12,19})(?![0-9A-Za-z*])", re.ASCII)
SAMPLES = {
    "name": "王小明",
    "id_number": "500112198911030119",
    "mobile": "13912345678",
    "bank_card": "6217003760000000026",
    "credit_code": "91500108MA5YB0002Q",
    "date": "2020-01-01",
    "address": "重庆市渝北区龙溪街道红锦大道88号3幢12-4",
    "money": "1000",
    "integer": "3",
    "text": "样本",
}


def sample(field: FormField) -> str:
    return field.choices[0].id if field.choices else SAMPLES[field.type]


def told(reply: Reply) -> list[str]:
    options = [option if isinstance(option, str) else option.label for option in reply.options]
    return [*IN_FULL.findall("\n".join([reply.text, reply.spoken, *options]))]


@pytest.mark.parametrize("item_id", sorted(WAVE_1))
def test_no_reply_repeats_a_number_in_full(house: House, item_id: str) -> None:
    acts, actor = house.applications, house.people["he-min"]
    published = house.library.guide(item_id)
    assert published is not None
    view = acts.start(actor, item_id)
    for _ in published.guide.situations:  # an answer that bars the person is asked for again: no matter here
        if isinstance(view, Application) and view.next and view.next.kind == "situation":
            question = next(q for q in published.guide.situations if q.id == view.next.name)
            view = acts.answer_situation(actor, view.application_id, {question.id: question.options[0].id})
    assert isinstance(view, Application)
    empty = {f.name: sample(f) for f in published.guide.form.fields if f.name not in view.fields}
    acts.set_fields(actor, view.application_id, empty, "typed")
    talk = house.talk("he-min")
    for said in ("继续办理", "电话改成13700137003", "500112198911030119", "预审", "继续", "转人工"):
        assert told(talk.say(said)) == [], said
