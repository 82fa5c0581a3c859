"""A small guide with everything the room looks at, a library that holds it, and the room wired on it."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import Any

from applications.documents import DocumentService
from applications.intake_embedded import EmbeddedIntake
from applications.outbox import Outbox
from applications.profiles import ProfileStore
from applications.service import ApplicationService
from applications.types import Actor, Application, Receipt
from knowledge_base.life_events.types import PublishedLifeEvent
from knowledge_base.model.guide import Guide
from knowledge_base.types import PublishedGuide
from ocr.types import ReadDocument, ReadField
from prefill.types import Certificate, Fact
from storage.clock import Clock
from storage.database import Database
from storage.files import FileStore

ID_NUMBER, OTHER_ID = "500112199203150026", "50010319510820014X"
ADDRESS = "重庆市渝北区龙溪街道红锦大道88号3幢12-4"

GUIDE: dict[str, Any] = {
    "item": {"item_id": "card", "official_name": "证件补领", "plain_name": "证丢了补办"},
    "summary": "证丢了就补。",
    "spoken": "证丢了就补。",
    "valid_from": "2026-01-01",
    "reviewed_on": "2026-01-01",
    "complaint_phone": "12389",
    "conditions": [],
    "steps": [],
    "places": [],
    "result": "新证",
    "situations": [
        {
            "id": "who",
            "ask": "丢的是谁的证？",
            "options": [
                {"id": "self", "label": "我自己的", "phrases": ["我的"]},
                {"id": "child", "label": "我孩子的"},
            ],
        },
        {
            "id": "together",
            "ask": "孩子跟您一个户口吗？",
            "when": {"who": ["child"]},
            "options": [{"id": "yes", "label": "是"}, {"id": "no", "label": "不是"}],
        },
        {"id": "idle", "ask": "什么都不决定的问题？", "options": [{"id": "a", "label": "甲"}]},
    ],
    "materials": [
        {
            "id": "id_card",
            "name": "身份证人像面",
            "documents": ["id_card_front", "id_card_back"],
            "how": "请拍身份证。",
            "basis": ["law_1"],
            "exempt": [
                {"by": "certificate", "certificate": "id_card_front", "reason": "档案里有，不用交。"},
            ],
        },
        {
            "id": "household",
            "name": "户口簿本人页",
            "documents": ["household_register_member"],
            "how": "请拍户口簿。",
            "when": {"together": ["no"]},
            "exempt": [
                {"by": "commitment", "reason": "可以签承诺书。"},
                {"by": "data_sharing", "reason": "系统里能查到。"},
            ],
        },
        {"id": "photo", "name": "近照", "how": "请传近照。", "necessity": "optional"},
    ],
    "time_limits": [
        {"kind": "statutory", "unit": "calendar_day", "amount": 60},
        {"kind": "promised", "unit": "working_day", "amount": 5},
    ],
    "fee": {"charged": False},
    "legal_basis": [
        {
            "id": "law_1",
            "law": "居民身份证法",
            "article": "第十一条",
            "says": "补领",
            "in_force": "2012-01-01",
        }
    ],
    "form": {
        "fields": [
            {"name": "name", "label": "姓名", "type": "name", "ask": "您叫什么名字？",
             "sources": ["document.id_card.name", "profile.name"]},
            {"name": "id_number", "label": "身份证号码", "type": "id_number", "ask": "您的身份证号码是？",
             "sources": ["document.id_card.id_number", "profile.id_number"]},
            {"name": "mobile", "label": "手机号", "type": "mobile", "ask": "您的手机号是？",
             "sources": ["profile.mobile"]},
            {"name": "child_name", "label": "孩子姓名", "type": "name", "ask": "孩子叫什么名字？",
             "when": {"who": ["child"]}},
            {"name": "purpose", "label": "用途", "type": "text", "ask": "做什么用？", "required": False},
        ]
    },
    "review": [
        {"id": "number", "kind": "matches", "left": "document.id_card.id_number", "right": "field.id_number",
         "material": "id_card", "message": "身份证和表上的号码不一样，请核对。", "clause": "居民身份证法"},
        {"id": "until", "kind": "document_valid", "material": "id_card", "severity": "warning",
         "message": "身份证过期了，请先换领。", "clause": "居民身份证法第五条"},
    ],
}  # fmt: skip

CITIZEN = Actor("chen", "陈晓渝", "citizen")
OTHER = Actor("liu", "刘桂兰", "citizen")
REVIEWER = Actor("zhou", "周审言", "reviewer")


def guide(**changes: Any) -> Guide:
    return Guide.model_validate({**GUIDE, **changes})


def published(version: int = 1, **changes: Any) -> PublishedGuide:
    return PublishedGuide(
        "card", version, guide(**changes), date(2026, 1, 1), None, datetime(2026, 1, 1, tzinfo=UTC), "test"
    )


@dataclass
class FakeLibrary:
    """`Guides` as the real library gives them: the newest that is not withdrawn, and any version."""

    today: Callable[[], date]
    versions: dict[tuple[str, int], PublishedGuide] = field(default_factory=dict)
    issued: frozenset[str] = frozenset()
    events: dict[str, PublishedLifeEvent] = field(default_factory=dict[str, PublishedLifeEvent])

    def publish(self, one: PublishedGuide) -> None:
        self.versions[one.item_id, one.version] = one

    def withdraw(self, item_id: str, version: int) -> None:
        key = (item_id, version)
        self.versions[key] = replace(self.versions[key], withdrawn_at=datetime(2026, 2, 1, tzinfo=UTC))

    def guide(self, item_id: str) -> PublishedGuide | None:
        found = [p for p in self.versions.values() if p.item_id == item_id and p.citable_on(self.today())]
        return max(found, key=lambda p: p.version, default=None)

    def issued_documents(self) -> frozenset[str]:
        return self.issued

    def version(self, item_id: str, version: int) -> PublishedGuide | None:
        return self.versions.get((item_id, version))

    def life_event(self, event_id: str) -> PublishedLifeEvent | None:
        return self.events.get(event_id)

    def life_event_version(self, event_id: str, version: int) -> PublishedLifeEvent | None:
        found = self.events.get(event_id)
        return found if found and found.version == version else None


@dataclass
class Desk:
    """Everything wired as bootstrap does it."""

    database: Database
    clock: Clock
    library: FakeLibrary
    outbox: Outbox
    service: ApplicationService
    profiles: ProfileStore
    documents: DocumentService

    def card(self, owner: str = "chen", kind: str = "id_card_front", **fields: str) -> str:
        """An uploaded picture with what was read from it."""
        kept = self.documents.keep(owner, b"picture", "证.jpg", "image/jpeg")
        self.documents.store_reading(kept.document_id, [page(kind, **fields)])
        return kept.document_id

    def ready(self, actor: Actor = CITIZEN) -> Application:
        """An application that only needs to be submitted."""
        started = self.service.start(actor, "card", {"who": "self"})
        assert isinstance(started, Application)
        name = started.application_id
        number = OTHER_ID if actor is OTHER else ID_NUMBER
        self.service.set_fields(
            actor, name, {"name": actor.name, "id_number": number, "mobile": "13800138001"}, "typed"
        )
        self.service.attach(
            actor, name, self.card(actor.account_id, name=actor.name, id_number=number, valid_until="长期")
        )
        self.service.confirm(actor, name)
        self.service.precheck(actor, name)
        view = self.service.get(actor, name)
        assert isinstance(view, Application)
        assert view.state == "ready"
        return view


def page(kind: str = "id_card_front", confidence: float = 0.98, **fields: str) -> ReadDocument:
    read = tuple(ReadField(name, value, confidence, (0, 0, 1, 1)) for name, value in fields.items())
    return ReadDocument(kind, confidence, read)


def wire(database: Database, clock: Clock, files: FileStore, intake: Any = None) -> Desk:
    library = FakeLibrary(lambda: clock().date())
    library.publish(published())
    outbox = Outbox(database, intake or EmbeddedIntake(database, clock), clock)
    service = ApplicationService(database, library, outbox, clock)
    documents = DocumentService(database, files, clock)
    return Desk(database, clock, library, outbox, service, ProfileStore(database), documents)


def keep_profile(desk: Desk) -> None:
    """陈晓渝 with a card in the profile."""
    day = date(2025, 6, 1)
    facts = {"name": "陈晓渝", "id_number": ID_NUMBER, "mobile": "13800138001", "address": ADDRESS}
    desk.profiles.keep_facts("chen", [Fact(n, v, "公安人口库", day) for n, v in facts.items()])


def keep_card(desk: Desk, valid_until: date | None) -> None:
    fields = {"name": "陈晓渝", "id_number": ID_NUMBER}
    desk.profiles.keep_certificates(
        "chen", [Certificate("id_card_front", fields, date(2016, 1, 1), valid_until)]
    )


def is_receipt(value: object) -> Receipt:
    assert isinstance(value, Receipt)
    return value
