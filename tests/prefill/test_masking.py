"""What is shown of sensitive values: enough to recognise them, never all of them."""

from hypothesis import given
from hypothesis import strategies as st

from knowledge_base.model.form import FormField
from prefill.masking import masked_in, shown, told_apart

NUMBER = FormField(name="id_number", label="号码", type="id_number", ask="？")
ONE, OTHER = "500112199203150026", "500112199208150026"


def test_a_number_is_masked_though_its_form_forgot_to_say_so() -> None:
    assert shown(NUMBER, ONE) == "5001****0026"


def test_two_that_masking_makes_alike_differ_only_where_they_differ() -> None:
    assert told_apart(NUMBER, [ONE, OTHER]) == ["5001*******3**0026", "5001*******8**0026"]


@given(st.lists(st.from_regex(r"[1-9]\d{17}", fullmatch=True), min_size=2, max_size=3, unique=True))
def test_told_apart_never_shows_a_whole_number(numbers: list[str]) -> None:
    assert all("*" in text for text in told_apart(NUMBER, numbers))


def test_what_people_say_is_repeated_without_their_numbers() -> None:
    assert masked_in("电话13800138001，卡6217 0037 6000 0000 018，住3幢12-4") == (
        "电话138****8001，卡6217****0018，住3幢12-4"
    )
