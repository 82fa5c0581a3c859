"""What a person does not want to give: left out where it may be, else told why it is needed."""

from applications.types import Application
from tests.assistant.conftest import House
from tests.assistant.test_strangers import drafting
from tests.assistant.walking import Talk

ACCOUNT = "zhang-yang"


def up_to_the_list(house: House) -> Talk:
    """Flexible employment: a draft in which only the values are to be looked at."""
    actor, acts = house.people[ACCOUNT], house.applications
    view = acts.start(actor, "flexible-employment")
    while isinstance(view, Application) and view.next and view.next.kind in ("situation", "field"):
        guide = house.library.guide("flexible-employment")
        assert guide
        name = view.next.name
        if view.next.kind == "situation":
            question = next(q for q in guide.guide.situations if q.id == name)
            view = acts.answer_situation(actor, view.application_id, {name: question.options[0].id})
        else:
            field = next(f for f in guide.guide.form.fields if f.name == name)
            text = field.choices[0].id if field.choices else "5000"
            view = acts.set_fields(actor, view.application_id, {name: text}, "typed")
    assert isinstance(view, Application)
    assert view.next
    assert view.next.kind == "confirm", view.next
    return house.talk(ACCOUNT)


def test_optional_fields_are_offered_once_and_left_out_on_request(house: House) -> None:
    talk = up_to_the_list(house)
    reply = talk.say("继续办理")
    assert reply.application is not None
    assert reply.application.optional == ("bank_card_number", "bank_name")
    assert "不填也行：「" in reply.text
    after = talk.say("银行卡不填")
    assert after.application is not None
    assert after.application.optional == ("bank_name",)
    assert "不填。" in after.text
    rest = talk.say("跳过")
    assert rest.application is not None
    assert rest.application.optional == ()
    assert "不填也行" not in talk.say("继续").text


def test_a_required_field_refused_is_told_with_its_reason_and_stays(house: House) -> None:
    talk = up_to_the_list(house)
    talk.say("继续办理")
    reply = talk.say("手机号不想填")
    assert "通知您结果" in reply.text
    assert "提交不了" in reply.text
    assert reply.application is not None
    assert "mobile" in reply.application.fields


def test_a_paper_refused_is_told_with_its_clause_and_what_to_do_instead(house: House) -> None:
    talk, _ = drafting(house, "document")
    view = talk.replies[-1].application
    if view is None or view.next is None or view.next.kind != "document":
        return  # everything this item asks for is exempt: nothing to refuse
    reply = talk.say("不想传")
    assert "审核" in reply.text
    assert "窗口" in reply.text or "承诺" in reply.text
