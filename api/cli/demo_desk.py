"""`demo --desk`: what becomes of the case: looked at, returned once, mended, accepted, handed over."""

from collections.abc import Iterator
from dataclasses import dataclass

from api.bootstrap import Container
from api.cli.base import fail
from applications.desk.types import Case, Wanted
from applications.results import ResultGiven
from applications.types import Actor, Application, Finding, Receipt

REVIEWER = "zhou-shenyan"
NOTICE = Finding(
    "field_invalid", "must_fix", "手机号打不通，请换一个能联系上您的。", "办事指南·申请表", field="mobile"
)
MENDED = "13900139003"


@dataclass(frozen=True, slots=True)
class Step:
    """What somebody did, as it is shown."""

    who: str
    text: str


class DeskWalk:
    """The case by its id, from the queue to the result. A step refused ends the demo with its sentence."""

    def __init__(self, container: Container, citizen: Actor, application_id: str) -> None:
        account = container.identity.account(REVIEWER)
        if account is None or container.deciding.by_city(application_id):
            fail("the desk needs its invented reviewer and no INTAKE_URL: a city's staff decide there")
        self._house, self._citizen, self._id = container, citizen, application_id
        self._reviewer = Actor(account.account_id, account.name, account.role)

    def steps(self) -> Iterator[Step]:
        yield self._found()
        yield self._opened()
        note = "其他都对，改好这一处再提交一次。"
        self._done(self._house.applications.decide(self._reviewer, self._id, "return", [NOTICE], note))
        yield self._by_reviewer(f"退回补正：{NOTICE.message}{note}")
        yield self._mended()
        yield self._opened()
        accepted = self._house.applications.decide(
            self._reviewer, self._id, "accept", note="电话已核实，材料齐。"
        )
        yield self._by_reviewer(f"通过。理由：{self._done(accepted).note}")
        given = ResultGiven("居民身份证", "post", carrier="邮政", tracking_number="EA123456789CN")
        self._done(self._house.results.finish(self._reviewer, self._id, given))
        yield self._by_reviewer(f"办结：{given.title}，邮寄，{given.carrier} {given.tracking_number}")

    def _found(self) -> Step:
        page = self._house.desk.queue(self._reviewer, Wanted(limit=200))
        entry = next((one for one in page.entries if one.application_id == self._id), None)
        if entry is None:
            fail("the case does not lie at the desk: run `yuxiaozhi doctor`")
        told = f"待审{page.total}份。这份还有{entry.days_left}个工作日"
        if entry.risk is not None:
            reasons = "；".join(reason.message for reason in entry.risk.reasons)
            told += f"，风险{entry.risk.score}分：{reasons or '没有要特别留意的'}"
        return self._by_reviewer(told)

    def _opened(self) -> Step:
        """Opens and claims it, and upholds what the precheck leaves to people."""
        desk = self._house.desk
        self._done(desk.claim(self._reviewer, self._id))
        case = desk.case(self._reviewer, self._id)
        assert isinstance(case, Case)  # it was claimed a moment ago
        for one in case.findings:
            self._done(desk.judge(self._reviewer, self._id, one.key, "upheld"))
        found = "".join(f"\n  · {one.finding.message}（{one.finding.clause}）" for one in case.findings)
        changed = "；".join(f"{c.label}由{c.before}改为{c.after}" for c in case.rounds[0].changes)
        mended = f"第{case.rounds[0].number}次提交，改了：{changed}。" if changed else ""
        return self._by_reviewer(
            f"打开来看，我在办。{mended}今天的预审{len(case.findings)}条，都核对过：{found}"
        )

    def _mended(self) -> Step:
        """The citizen changes what the notice says, and nothing else is asked."""
        service, who = self._house.applications, self._citizen
        self._done(service.set_fields(who, self._id, {"mobile": MENDED}, "typed"))
        self._done(service.confirm(who, self._id))
        service.precheck(who, self._id)
        receipt = service.submit(who, self._id, f"{self._id}-mended")
        if not isinstance(receipt, Receipt):
            fail("the mended case was not received: run `yuxiaozhi doctor`")
        return Step(who.name, f"手机号改成{MENDED}，再提交。受理号{receipt.acceptance_number}")

    def _done(self, outcome: object) -> Application:
        if not isinstance(outcome, Application):
            fail(str(getattr(outcome, "message", type(outcome).__name__)))
        return outcome

    def _by_reviewer(self, text: str) -> Step:
        return Step(self._reviewer.name, text)
