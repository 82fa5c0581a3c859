"""What must agree on a page: checks that several documents share."""

from ocr import identifiers
from ocr.readers.findings import Findings
from ocr.readers.reader import Check

_MISREAD = 2
"""So many characters of a day are misread at most; days of two people mostly differ in more."""


def person(number: str = "id_number", birth: str = "birth_date", sex: str = "sex") -> Check:
    """Birth date and sex against the id number (GB 11643): the number has a check digit, they have none.

    A day that differs in more than a misread character or two is not misread: the number is another person's.
    So it may be where the sex differs, and no day confirms it.
    """

    def check(findings: Findings) -> None:
        shown = findings.value(number)
        if shown is None:
            return
        born = identifiers.birth_date_of(shown)
        expected = {birth: born.isoformat() if born else None, sex: identifiers.sex_of(shown)}
        for name, right in expected.items():
            printed = findings.value(name)
            if printed is None or right is None:
                continue
            if printed == right:
                findings.back(name)
                continue
            if name == birth and sum(map(str.__ne__, printed, right)) > _MISREAD:
                findings.fail(number, "id_number")
            if name == sex and birth and findings.backings.get(birth) != "checked":
                findings.fail(number, "id_number")
            findings.fail(name, "birth_date" if name == birth else "sex")

    return check


def period(begins: str = "valid_from", ends: str = "valid_until") -> Check:
    """An end lies after its beginning; 长期 has none."""

    def check(findings: Findings) -> None:
        first, last = findings.value(begins), findings.value(ends)
        if first and last and last != "长期" and last <= first:
            findings.fail(ends, "valid_until")

    return check
