"""Signing in and out. Demo accounts exist only with `IDENTITY=demo`."""

from typing import NoReturn

from fastapi import APIRouter, Response

from api.identity.caller import SESSION_COOKIE, drop_cookie, keep_cookie
from api.identity.platform import PlatformName, Refused
from api.identity.platform_binding import BindingUnknown, BoundElsewhere, NotBound
from api.identity.provider import Account
from api.problems import ProblemError
from api.routes.base import SIGN_IN, House, Who, limit, problems
from api.wire.people import Accounts, DemoLogin, Me, PlatformBind, PlatformLogin, SignedIn, account_shape

router = APIRouter(prefix="/auth", tags=["auth"])
CITIZENS = ("citizen", "helper")
"""Who may sign in by a phone alone; staff prove more than that they hold one."""


@router.get("/demo-accounts", summary="Invented people one can sign in as")
async def demo_accounts(house: House) -> Accounts:
    return Accounts(accounts=[account_shape(account) for account in house.identity.open_accounts()])


@router.post(
    "/demo-login",
    summary="Sign in as an invented person",
    responses=problems({404: "no such account (`account_unknown`)", 429: "too often"}),
)
def demo_login(body: DemoLogin, house: House, who: Who, response: Response) -> SignedIn:
    """The token goes into `Authorization: Bearer …`. A page of the same origin also gets a session cookie."""
    limit(house.limits.logins, who)
    account = next((a for a in house.identity.open_accounts() if a.account_id == body.account), None)
    if account is None:
        raise ProblemError(404, "account_unknown")
    token, seconds = house.tokens.issue(account.account_id), int(house.tokens.lifetime.total_seconds())
    if who.proof.same_origin:
        secure = house.settings.secure_cookies
        keep_cookie(response, SESSION_COOKIE, token, seconds=seconds, secure=secure)
    return SignedIn(token=token, account=account_shape(account), expires_in=seconds)


@router.post(
    "/platform-login",
    summary="Sign in by the code of the platform a mini-program runs on",
    responses=problems(
        {
            400: "`platform_code_invalid`, or used before: `platform_code_used`",
            404: "not offered here (`platform_not_offered`)",
            409: "nobody's yet (`not_bound`): `binding` makes it the account of whoever sends it signed in, "
            "within `expires_in` seconds",
            429: "too often, here or at the platform",
            503: "the platform does not answer (`platform_unavailable`)",
        }
    ),
)
def platform_login(body: PlatformLogin, house: House, who: Who) -> SignedIn:
    """The code is used up whatever comes out. Only the program that called gets the token: no cookie."""
    limit(house.limits.logins, who)
    outcome = house.platform.sign_in(body.code)
    if isinstance(outcome, Refused):
        _refuse(outcome)
    if isinstance(outcome, NotBound):
        extra = {"binding": outcome.binding, "expires_in": outcome.seconds}
        raise ProblemError(409, "not_bound", extra=extra)
    account = _citizen(house.identity.account(outcome.account_id))
    seconds = int(house.tokens.lifetime.total_seconds())
    token = house.tokens.issue(account.account_id)
    return SignedIn(token=token, account=account_shape(account), expires_in=seconds)


@router.post(
    "/platform-bind",
    status_code=204,
    summary="Say that the platform's user is who is signed in",
    responses=problems(
        {
            **SIGN_IN,
            403: "staff (`platform_citizens_only`)",
            409: "too late (`binding_unknown`), or another account's (`bound_elsewhere`)",
            429: "too often",
        }
    ),
)
def platform_bind(body: PlatformBind, house: House, who: Who) -> None:
    """From then on `platform-login` signs that account in. The same again changes nothing."""
    actor = who.signed_in()
    limit(house.limits.logins, who)
    _citizen(who.account)
    match house.platform.bind(body.binding, actor.account_id):
        case BindingUnknown():
            raise ProblemError(409, "binding_unknown")
        case BoundElsewhere():
            raise ProblemError(409, "bound_elsewhere")
        case _:
            return


@router.delete(
    "/platform-bind",
    status_code=204,
    summary="End signing in by the platform's code",
    responses=problems({**SIGN_IN}),
)
def platform_unbind(house: House, who: Who, platform: PlatformName = "wechat") -> None:
    """For every phone of this account. Signing in elsewhere stays as it is."""
    house.platform.unbind(platform, who.signed_in().account_id)


def _citizen(account: Account | None) -> Account:
    """The account, which may also have become nobody's or staff's since it was bound."""
    if account is None or account.role not in CITIZENS:
        raise ProblemError(403, "platform_citizens_only")
    return account


def _refuse(refused: Refused) -> NoReturn:
    status = {"code_invalid": 400, "code_used": 400, "not_offered": 404, "too_often": 429, "unavailable": 503}
    code = status[refused.reason]
    waits = {429: "60", 503: "30"}
    headers = {"Retry-After": waits[code]} if code in waits else None
    raise ProblemError(code, f"platform_{refused.reason}", headers=headers)


@router.post("/logout", status_code=204, summary="End this sign-in")
def logout(who: Who, response: Response) -> None:
    """The token is worth nothing afterwards. Without one, nothing happens."""
    who.sign_out()
    drop_cookie(response, SESSION_COOKIE)


@router.get("/me", summary="Who the request comes from")
def me(who: Who) -> Me:
    return Me(account=who.account and account_shape(who.account))
