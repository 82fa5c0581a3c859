"""Signing in and out. Demo accounts exist only with `IDENTITY=demo`."""

from fastapi import APIRouter, Response

from api.identity.caller import SESSION_COOKIE, drop_cookie, keep_cookie
from api.problems import ProblemError
from api.routes.base import House, Who, limit, problems
from api.wire.people import Accounts, DemoLogin, Me, SignedIn, account_shape

router = APIRouter(prefix="/auth", tags=["auth"])


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


@router.post("/logout", status_code=204, summary="End this sign-in")
def logout(who: Who, response: Response) -> None:
    """The token is worth nothing afterwards. Without one, nothing happens."""
    who.sign_out()
    drop_cookie(response, SESSION_COOKIE)


@router.get("/me", summary="Who the request comes from")
def me(who: Who) -> Me:
    return Me(account=who.account and account_shape(who.account))
