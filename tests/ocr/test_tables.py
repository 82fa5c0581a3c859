"""Protects the division of a table's rows among its labels."""

from ocr import tables
from ocr.labels import Label, Labelled
from ocr.types import TextLine


def _line(text: str, left: float, top: float, height: float = 28) -> TextLine:
    return TextLine(text, 0.99, (left, top, left + len(text) * height, top + height))


def test_dense_print_beside_a_table_is_weighed_a_few_rows_at_a_time(monkeypatch) -> None:
    """Every row after every other for each label took minutes for a page of small print; the server then
    ended the worker, and the picture was never read."""
    weighed = 0
    distance = tables._distance

    def counted(*given):
        nonlocal weighed
        weighed += 1
        return distance(*given)

    monkeypatch.setattr(tables, "_distance", counted)
    found = [Labelled(Label(f"label {at}", ()), _line("权利人", 60, 60 + 400 * at)) for at in range(9)]
    rows = [_line("不动产登记", 260, 60 + 30 * at) for at in range(120)]
    given = tables.cells(found, rows)
    assert [place.label.name for place, pieces in given if pieces] == [place.label.name for place in found]
    assert weighed < 9 * 1000


def test_a_label_beside_the_second_line_of_its_value_has_the_first_too() -> None:
    """As in a household register, whose cells are filled from above: half an address would be a wrong one."""
    label = Labelled(Label("address", ("住址",)), TextLine("住址", 0.99, (742, 270, 842, 320)))
    first = TextLine("重庆市江津区圣泉街道松青路206号", 0.99, (882, 236, 1405, 275))
    second = TextLine("万科金域学府一期16栋4单元1802室", 0.99, (882, 275, 1410, 313))
    assert [pieces for _, pieces in tables.cells([label], [first, second])] == [[first, second]]
