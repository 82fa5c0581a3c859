"""One's archive: what is kept and until when, corrected by the form's rules, kept for next time only when
asked, deleted for good. Nobody else's is touched, and nothing of it is left in the tables."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from api.identity.demo import DemoIdentity
from applications.archive.looking import validity
from applications.archive.service import Archives
from applications.archive.types import Keepable, KeptFact
from applications.archive.vocabulary import Retention, Vocabulary
from applications.reminders.types import Wishes
from applications.repository import Repository
from applications.tables import CertificateRow, DocumentRow, ProfileFactRow
from applications.types import Application, Unknown
from assistant.conversations import Conversations
from assistant.kept_talk import KeptTalk
from knowledge_base.registers import RegisterList
from prefill.types import Certificate, Fact, Problem, Profile
from storage import audit
from storage.base import Base
from storage.errors import FileMissingError
from storage.files import FileStore
from tests.applications.delegating import AGENT, PRINCIPAL, STRANGER, begun, grant
from tests.applications.desk import CITIZEN, ID_NUMBER, OTHER_ID, Desk, is_receipt
from tests.conftest import FixedClock
from tests.shipped import guides

OWN, REGISTER = "本人填写", "公安人口库"


@pytest.fixture
def archives(desk: Desk, files: FileStore) -> Archives:
    return wired(desk, files)


def wired(desk: Desk, files: FileStore) -> Archives:
    repository = Repository(desk.library, desk.clock)
    return Archives(desk.database, repository, files, KeptTalk(), lambda _: Wishes(frozenset({"draft"})))


def begin(desk: Desk, owner_id: str = "chen", **own: str) -> None:
    """A name and a number of the register, and what the person said themselves; a card and a bank card."""
    day = date(2026, 1, 10)
    number = ID_NUMBER if owner_id == "chen" else OTHER_ID
    facts = {
        "name": Fact("name", "陈晓渝" if owner_id == "chen" else "刘桂兰", REGISTER, day),
        "id_number": Fact("id_number", number, REGISTER, day),
        **{name: Fact(name, value, OWN, day) for name, value in own.items()},
    }
    card = Certificate("id_card_front", {"name": facts["name"].value, "id_number": number}, None, None)
    ends = Certificate("residence_permit", {"id_number": number}, None, desk.clock().date() + timedelta(20))
    desk.profiles.begin([Profile(owner_id, facts, (card, ends))], desk.clock())


def facts_of(archives: Archives) -> dict[str, KeptFact]:
    return {one.name: one for one in archives.archive(CITIZEN).facts}


def sent(desk: Desk) -> str:
    ready = desk.ready(CITIZEN)
    is_receipt(desk.service.submit(CITIZEN, ready.application_id, "k"))
    return ready.application_id


def keepable(archives: Archives, application_id: str) -> list[Keepable]:
    found = archives.keepable(CITIZEN, application_id)
    assert isinstance(found, list)
    return found


def test_each_value_says_whose_word_it_is_and_until_when_it_is_kept(desk: Desk, archives: Archives) -> None:
    begin(desk, mobile="13800138001")
    facts = facts_of(archives)
    assert [facts[one].own for one in ("name", "id_number", "mobile")] == [False, False, True]
    assert facts["mobile"].kept_until == date(2026, 1, 10) + timedelta(Retention.shipped().own_fact)
    assert facts["name"].kept_until is None
    assert "派出所" in facts["name"].how
    assert (facts["mobile"].shown, facts["mobile"].value) == ("138****8001", "13800138001")
    card, permit = archives.archive(CITIZEN).certificates
    assert (card.state, card.days_left, card.kept_until) == ("valid", None, None)
    assert (permit.state, permit.days_left, permit.label) == ("expiring", 20, "居住证")
    assert card.number
    assert card.number.shown == "5001****0026"


@pytest.mark.parametrize(
    ("left", "state"), [(31, "valid"), (30, "expiring"), (0, "expiring"), (-1, "expired"), (None, "valid")]
)
def test_a_certificate_is_good_on_its_last_day(left: int | None, state: str) -> None:
    today = date(2026, 11, 22)
    assert validity(None if left is None else today + timedelta(left), today, 30) == state


def test_ones_own_word_is_changed_at_once_by_the_rules_of_forms(desk: Desk, archives: Archives) -> None:
    begin(desk, mobile="13800138001")
    refused = archives.correct(CITIZEN, "mobile", "12345")
    assert isinstance(refused, Problem)
    assert facts_of(archives)["mobile"].value == "13800138001"
    changed = archives.correct(CITIZEN, "mobile", "139 1234 5678")
    assert isinstance(changed, KeptFact)
    assert (changed.value, changed.source, changed.on) == ("13912345678", OWN, desk.clock().date())
    added = archives.correct(CITIZEN, "marital_status", "未婚")
    assert isinstance(added, KeptFact)
    assert added.value == "未婚"
    assert isinstance(archives.correct(CITIZEN, "address", "重庆市渝中区中山一路26号"), Unknown)
    assert isinstance(archives.correct(CITIZEN, "no_such_fact", "x"), Unknown)


def test_a_registers_word_is_disputed_and_stays(desk: Desk, archives: Archives) -> None:
    begin(desk)
    for said in ("陈小渝", "陈小雨"):
        disputed = archives.correct(CITIZEN, "name", said)
        assert isinstance(disputed, KeptFact)
        assert disputed.value == "陈晓渝"
        assert disputed.dispute
        assert disputed.dispute.said == said, "said again, it takes the place of what was said"
    assert archives.remove_fact(CITIZEN, "name")
    desk.profiles.keep_facts("chen", [Fact("name", "陈晓渝", REGISTER, date(2026, 2, 1))])
    assert facts_of(archives)["name"].dispute is None


def test_values_of_a_case_are_kept_only_as_far_as_the_person_says(desk: Desk, archives: Archives) -> None:
    begin(desk)
    draft = desk.ready(CITIZEN)
    assert keepable(archives, draft.application_id) == [], "not handed in yet"
    is_receipt(desk.service.submit(CITIZEN, draft.application_id, "k"))
    offered = keepable(archives, draft.application_id)
    assert [one.name for one in offered] == ["mobile"], "not what registers say"
    assert offered[0].shown == "138****8001"
    assert archives.keep(CITIZEN, draft.application_id, []) == offered
    assert "mobile" not in facts_of(archives)
    assert archives.keep(CITIZEN, draft.application_id, ["mobile", "name", "no_such"]) == []
    kept = facts_of(archives)["mobile"]
    assert (kept.value, kept.source, kept.application_id) == ("13800138001", OWN, draft.application_id)
    consent = archives.archive(CITIZEN).consents.kept
    assert [(one.labels, one.item_name) for one in consent] == [(("手机号码",), "证件补领")]
    assert isinstance(archives.keep(STRANGER, draft.application_id, ["mobile"]), Unknown)


def test_what_was_used_is_told_by_case(desk: Desk, archives: Archives) -> None:
    begin(desk, mobile="13800138001")
    started = desk.service.start(CITIZEN, "card", {"who": "self"})
    assert isinstance(started, Application)
    (use,) = archives.uses(CITIZEN)
    assert use.application_id == started.application_id
    assert "手机号码" in use.facts
    assert "身份证人像面" in use.certificates
    assert archives.uses(STRANGER) == ()
    desk.service.set_fields(CITIZEN, started.application_id, {"mobile": "13912345678"}, "typed", None, "form")
    (use,) = archives.uses(CITIZEN)
    assert "手机号码" not in use.facts, "what was typed instead was not used"


def test_an_agent_uses_the_archive_and_never_reads_it(desk: Desk, archives: Archives) -> None:
    begin(desk, "liu", mobile="13900139002")
    held = grant(desk)
    name, _ = begun(desk, held)
    (use,) = archives.uses(PRINCIPAL)
    assert (use.application_id, use.agent_name) == (name, AGENT.name)
    assert archives.uses(AGENT) == ()
    assert archives.archive(AGENT).facts == ()
    assert isinstance(archives.fact(AGENT, "mobile"), Unknown)
    assert isinstance(archives.keepable(AGENT, name), Unknown)
    assert "13900139002" not in str(archives.export(AGENT))
    sides = [archives.archive(one).consents.delegations for one in (PRINCIPAL, AGENT)]
    assert [[d.delegation_id for d in side] for side in sides] == [[held.delegation_id]] * 2


def test_nobody_else_changes_or_deletes_it(desk: Desk, archives: Archives) -> None:
    begin(desk, mobile="13800138001")
    before = archives.export(CITIZEN)
    certificate = archives.archive(CITIZEN).certificates[0].certificate_id
    picture = desk.card("chen")
    before = archives.export(CITIZEN)
    assert isinstance(archives.correct(STRANGER, "name", "张洋"), Unknown)
    assert not archives.remove_fact(STRANGER, "mobile")
    assert not archives.remove_certificate(STRANGER, certificate)
    assert not archives.remove_picture(STRANGER, picture)
    assert isinstance(archives.certificate(STRANGER, certificate), Unknown)
    archives.erase(STRANGER)
    assert archives.export(CITIZEN) == before


def test_the_export_has_everything_that_is_kept(desk: Desk, archives: Archives) -> None:
    begin(desk, mobile="13800138001")
    archives.correct(CITIZEN, "name", "陈小渝")
    name, picture = sent(desk), desk.card("chen", "bank_card", card_number="6217003760000000018")
    conversation = _talked(desk)
    whole = archives.export(CITIZEN)
    with desk.database.reading() as session:
        for row in session.scalars(select(ProfileFactRow).where(ProfileFactRow.owner_id == "chen")):
            assert {"name": row.name, "value": row.value, "source": row.source}.items() <= next(
                one for one in whole["facts"] if one["name"] == row.name
            ).items()
        held = {row.certificate_id for row in session.scalars(select(CertificateRow))}
    assert {one["certificate_id"] for one in whole["certificates"]} == held
    assert picture in {one["document_id"] for one in whole["pictures"]}
    assert "6217003760000000018" in str(whole["pictures"])
    assert [one["conversation_id"] for one in whole["conversations"]] == [conversation]
    assert whole["facts"][0]["dispute"]["said"] == "陈小渝"
    assert [one["application_id"] for one in whole["applications"]] == [name]
    assert whole["applications"][0]["submissions"][0]["sent"]["fields"]["mobile"] == "13800138001"
    assert whole["reminders"]["wishes"]["kinds"] == ["draft"]


def _talked(desk: Desk, owner_id: str | None = "chen") -> str:
    return Conversations(desk.database, desk.clock).open("web", None, owner_id).conversation_id


def test_deleting_everything_leaves_only_what_it_named(
    desk: Desk, archives: Archives, files: FileStore
) -> None:
    begin(desk, mobile="13800138001")
    begin(desk, "liu")
    archives.correct(CITIZEN, "name", "陈小渝")
    case, loose = sent(desk), desk.card("chen", name="陈晓渝")
    _talked(desk)
    theirs = _talked(desk, "liu")
    with desk.database.reading() as session:
        file_ref = session.get_one(DocumentRow, loose).file_ref
    told = archives.archive(CITIZEN).leaving
    assert (told.facts, told.certificates, told.pictures, told.conversations) == (3, 2, 1, 1)
    assert {one.kind: one.count for one in told.stays} == {"cases": 1, "account": 0, "audit": 0}
    done = archives.erase(CITIZEN)
    assert (done.leaving, done.document_ids) == (told, (loose,))
    with pytest.raises(FileMissingError):
        files.get(file_ref)
    after = archives.export(CITIZEN)
    assert (after["facts"], after["certificates"], after["conversations"]) == ([], [], [])
    assert [one["application_id"] for one in after["pictures"]] == [case], "it was handed in"
    assert [one["application_id"] for one in after["applications"]] == [case]
    assert _rows_of(desk, "chen") == {"applications", "documents", "profiles_begun", "submissions",
                                      "submission_keys"}  # fmt: skip
    assert [one["conversation_id"] for one in archives.export(PRINCIPAL)["conversations"]] == [theirs]
    assert len(archives.export(PRINCIPAL)["facts"]) == 2
    begin(desk, mobile="13800138001")
    assert archives.archive(CITIZEN).facts == (), "another start does not bring it back"
    started = desk.service.start(CITIZEN, "card", {"who": "self"})
    assert isinstance(started, Application)
    assert started.fields == {}


def _rows_of(desk: Desk, owner_id: str) -> set[str]:
    """Tables that still hold a row of the person's."""

    def found() -> Iterator[str]:
        for table in Base.metadata.tables.values():
            if "owner_id" in table.c:
                asked = select(table.c.owner_id).where(table.c.owner_id == owner_id).limit(1)
                if session.scalar(asked) is not None:
                    yield table.name

    with desk.database.reading() as session:
        return set(found())


def test_the_record_of_it_names_acts_and_no_values(desk: Desk, archives: Archives) -> None:
    begin(desk, mobile="13800138001")
    archives.correct(CITIZEN, "mobile", "13912345678")
    archives.correct(CITIZEN, "name", "陈小渝")
    archives.remove_fact(CITIZEN, "mobile")
    archives.erase(CITIZEN)
    with desk.database.reading() as session:
        entries = [e for e in session.scalars(select(audit.AuditRow)) if e.action.startswith("profile.")]
        assert audit.verify(session).ok
    assert [e.action for e in entries] == [
        "profile.correct", "profile.dispute", "profile.delete_fact", "profile.erase"
    ]  # fmt: skip
    told = str([told_by(e) for e in entries])
    assert all(one not in told for one in ("13800138001", "13912345678", "陈", ID_NUMBER))


def told_by(entry: audit.AuditRow) -> dict[str, object]:
    return {"actor": entry.actor, "subject": entry.subject, "detail": entry.detail}


def test_what_is_past_its_time_goes_by_itself(desk: Desk, archives: Archives, clock: FixedClock) -> None:
    begin(desk, mobile="13800138001")
    case, loose = sent(desk), desk.card("chen")
    mine, visitors = _talked(desk), _talked(desk, None)
    assert archives.expire() == 0
    clock.advance(days=31)
    assert archives.expire() == 2, "the picture of no case, and the visitor's talk"
    whole = archives.export(CITIZEN)
    assert loose not in {one["document_id"] for one in whole["pictures"]}
    assert [one["application_id"] for one in whole["pictures"]] == [case]
    assert [one["conversation_id"] for one in whole["conversations"]] == [mine]
    assert visitors not in str(whole)
    clock.advance(days=150)
    assert archives.expire() == 1, "the talk of 181 days ago"
    clock.advance(days=366)
    assert archives.expire() == 1, "the permit that ended a year ago"
    clock.advance(days=700)
    assert archives.expire() == 1, "the number said three years ago; what registers say stays"
    assert set(facts_of(archives)) == {"name", "id_number"}
    assert archives.expire() == 0


def test_the_vocabulary_has_every_fact_that_guides_and_registers_name() -> None:
    sources = {s for one in guides().values() for field in one.form.fields for s in field.sources}
    used = {one.removeprefix("profile.") for one in sources if one.startswith("profile.")}
    held = {fact for register in RegisterList.shipped().by_id.values() for fact in register.facts}
    assert used | held <= set(Vocabulary.shipped().kinds)


def test_what_a_profile_holds_is_of_the_kind_the_vocabulary_says() -> None:
    """So that a value left as it is in the box of a correction is never refused."""
    for profile in DemoIdentity().profiles():
        for fact in profile.facts.values():
            kind = Vocabulary.shipped().kinds[fact.name]
            assert kind.parsed(fact.value) == fact.value, (profile.owner_id, fact.name)
