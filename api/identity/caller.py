"""What a request proves: an account by bearer token or session cookie, a visitor by conversation token."""

from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlsplit

from starlette.requests import HTTPConnection
from starlette.responses import Response

from api.identity.provider import Account, IdentityProvider
from api.identity.tokens import AccessTokens
from api.problems import ProblemError
from applications.types import Actor
from knowledge_base.curation.types import Curator

SESSION_COOKIE = "yuxiaozhi_session"
SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}
WEEK = 7 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Credentials:
    """The tokens a request carries. A bearer token may be an account's or a conversation's."""

    bearer: str = ""
    session: str = ""
    conversation: str = ""
    same_origin: bool = False
    client: str = ""
    cookies: tuple[tuple[str, str], ...] = ()

    def visitor_token(self, conversation_id: str) -> str:
        """The token for that conversation: from its header, the page's cookie, or as bearer token."""
        kept = dict(self.cookies).get(conversation_cookie(conversation_id), "")
        return self.conversation or kept or self.bearer


def credentials(request: HTTPConnection) -> Credentials:
    """Reads them. A cookie that another site's page may have sent counts for looking, never for changing,
    and never for a WebSocket, which has no method."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    same_origin = _same_origin(request)
    trusted = same_origin or request.scope.get("method") in SAFE_METHODS
    cookies = request.cookies if trusted else {}
    return Credentials(
        bearer=token.strip() if scheme.lower() == "bearer" else "",
        session=cookies.get(SESSION_COOKIE, ""),
        conversation=request.headers.get("x-conversation-token", ""),
        same_origin=same_origin,
        client=request.client.host if request.client else "",
        cookies=tuple((name, value) for name, value in cookies.items() if name.startswith("yuxiaozhi_")),
    )


def _same_origin(request: HTTPConnection) -> bool:
    """Browsers say where a request comes from in headers that scripts can't set."""
    fetched = request.headers.get("sec-fetch-site")
    if fetched:
        return fetched == "same-origin"
    origin = request.headers.get("origin", "")
    return bool(origin) and urlsplit(origin).netloc == request.headers.get("host", "")


class Caller:
    """Who calls, looked up in the database at the first question and not before."""

    def __init__(self, proof: Credentials, tokens: AccessTokens, provider: IdentityProvider) -> None:
        self.proof = proof
        self._tokens, self._provider = tokens, provider

    @cached_property
    def account(self) -> Account | None:
        """The signed-in account; None for a visitor."""
        token = self.proof.bearer or self.proof.session
        account_id = self._tokens.account_of(token) if token else None
        return self._provider.account(account_id) if account_id else None

    @cached_property
    def actor(self) -> Actor | None:
        account = self.account
        return account and Actor(account.account_id, account.name, account.role)

    def signed_in(self) -> Actor:
        """The actor, or a 401 that says what to do."""
        if self.actor:
            return self.actor
        code = "token_expired" if self.proof.bearer or self.proof.session else "sign_in_needed"
        raise ProblemError(401, code, headers={"WWW-Authenticate": "Bearer"})

    def reviewer(self) -> Actor:
        """The actor, who must be a reviewer: else 403."""
        actor = self.signed_in()
        if actor.role != "reviewer":
            raise ProblemError(403, "reviewer_only")
        return actor

    def staff(self) -> Actor:
        """The actor, who must be a reviewer, a curator or an administrator: else 403."""
        actor = self.signed_in()
        if actor.role not in ("reviewer", "curator", "admin"):
            raise ProblemError(403, "staff_only")
        return actor

    def admin(self) -> Actor:
        """The actor, who must be an administrator: else 403."""
        actor = self.signed_in()
        if actor.role != "admin":
            raise ProblemError(403, "admin_only")
        return actor

    def curator(self) -> Actor:
        """The actor, who must be a curator or an administrator: else 403."""
        actor = self.signed_in()
        if actor.role not in ("curator", "admin"):
            raise ProblemError(403, "curator_only")
        return actor

    def signatory(self) -> Curator:
        """The curator or administrator with the gates their account holds: else 403."""
        self.signed_in()
        curator = self.account and self.account.curator
        if curator is None:
            raise ProblemError(403, "curator_only")
        return curator

    def sign_out(self) -> None:
        for token in filter(None, (self.proof.bearer, self.proof.session)):
            self._tokens.revoke(token)


def conversation_cookie(conversation_id: str) -> str:
    return f"yuxiaozhi_{conversation_id[-16:]}"


def keep_cookie(response: Response, name: str, value: str, *, seconds: int, secure: bool) -> None:
    """HttpOnly, so that no script reads it; Lax, so that other sites' forms don't send it."""
    response.set_cookie(
        name, value, max_age=seconds, path="/api/v1", httponly=True, samesite="lax", secure=secure
    )


def drop_cookie(response: Response, name: str) -> None:
    response.delete_cookie(name, path="/api/v1", httponly=True, samesite="lax")
