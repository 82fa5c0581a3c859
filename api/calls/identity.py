"""Who calls. The number a call comes from proves nothing: one setting of a telephone system forges it.

A caller names a mobile number. If an account was opened with it, that account is sent a one-time code, which
the caller says or keys. Whether anybody has the number shows in nothing: the same answer, the same row, and
the messenger is not waited for.
"""

import re
from datetime import datetime, timedelta

from sqlalchemy import Select, delete, func, select
from sqlalchemy.orm import Session

from api.calls.tables import CallCodeRow
from api.identity.provider import Account, IdentityProvider
from applications.delegations.codes import drawn, sealed
from applications.reminders import asked
from applications.reminders.asked import NOBODY, Message, Outside
from applications.texts import say
from applications.types import Actor
from storage import audit
from storage.clock import Clock
from storage.database import Database
from storage.ids import new_id

DIGITS = 6
"""few enough to be said; with the tries and codes below, one guess in 100 000 an hour for one number"""
LASTS = timedelta(minutes=5)
MOST_TRIES = 3
HOUR = timedelta(hours=1)
MOST_FOR_A_NUMBER = 3
"""codes an hour; a fourth is refused alike for known numbers and unknown ones"""
MOST_IN_ALL = 600
"""codes an hour over all numbers: bounds guessing at many numbers, and the bill of an SMS gateway"""
MOBILE = re.compile(r"1[3-9]\d{9}")
NUMBER, CODE = b"caller number", b"caller code"
LOCK = 60_018


class CallerIdentity:
    def __init__(
        self, database: Database, provider: IdentityProvider, outside: Outside, clock: Clock
    ) -> None:
        self._database, self._provider = database, provider
        self._outside, self._clock = outside, clock

    def send_code(self, number: str) -> bool:
        """Sends a code to whoever has the number; an earlier one is void. True also when nobody has it.

        False: no mobile number, or too many codes were asked for within the hour.
        """
        number = _digits(number)
        if not MOBILE.fullmatch(number):
            return False
        code, now, account = drawn(DIGITS), self._clock(), self._provider.by_mobile(number)
        with self._database.transaction() as session:
            self._database.alone(session, LOCK)
            number_seal = sealed(number, NUMBER)
            if not _may(session, number_seal, now):
                return False
            _void(session, number_seal)
            row = _row(number_seal, account, sealed(f"{number}:{code}", CODE), now)
            session.add(row)
            message_id = self._tell(session, row, code)
        to = account.account_id if account else NOBODY
        self._outside.send(message_id, to, say("asked.code_message", code=code))
        return True

    def check(self, number: str, code: str) -> Actor | None:
        """Whose code it is. Each code is good for one right answer or three wrong ones."""
        number, now = _digits(number), self._clock()
        with self._database.transaction() as session:
            self._database.alone(session, LOCK)
            row = session.scalar(_valid(sealed(number, NUMBER), now))
            if row is None:
                return None
            if row.code_seal != sealed(f"{number}:{_digits(code)}", CODE):
                row.tries += 1
                if row.tries >= MOST_TRIES:
                    _spend(session, row)
                return None
            _spend(session, row)
            account = self._provider.account(row.account_id) if row.account_id else None
            if account is None:
                return None
            self._note(session, account, now)
        return Actor(account.account_id, account.name, account.role)

    def forget(self) -> None:
        """What counts no more, of everybody; also messages whose time is over."""
        now = self._clock()
        with self._database.transaction() as session:
            session.execute(delete(CallCodeRow).where(CallCodeRow.made_at <= now - HOUR))
            asked.forget(session, now)

    def _tell(self, session: Session, row: CallCodeRow, code: str) -> str:
        """In the app, where the person is signed in: that is what the caller can't forge. For a number that
        nobody has the same is written to nobody, so that it takes as long."""
        message = Message("code", _key(row), say("asked.code", code=code), row.until)
        return asked.tell(session, row.account_id or NOBODY, message, row.made_at)

    def _note(self, session: Session, account: Account, now: datetime) -> None:
        audit.append(
            session,
            at=now,
            actor=account.account_id,
            action="call.identify",
            subject=account.account_id,
            detail={"by": "code"},
        )


def _may(session: Session, number_seal: str, now: datetime) -> bool:
    lately = select(func.count()).select_from(CallCodeRow).where(CallCodeRow.made_at > now - HOUR)
    if (session.scalar(lately) or 0) >= MOST_IN_ALL:
        return False
    return (session.scalar(lately.where(CallCodeRow.number_seal == number_seal)) or 0) < MOST_FOR_A_NUMBER


def _valid(number_seal: str, now: datetime) -> Select[CallCodeRow]:
    return select(CallCodeRow).where(
        CallCodeRow.number_seal == number_seal, CallCodeRow.code_seal.is_not(None), CallCodeRow.until > now
    )


def _void(session: Session, number_seal: str) -> None:
    earlier = select(CallCodeRow).where(
        CallCodeRow.number_seal == number_seal, CallCodeRow.code_seal.is_not(None)
    )
    for row in session.scalars(earlier):
        _spend(session, row)


def _spend(session: Session, row: CallCodeRow) -> None:
    """The code is good for nothing any more, and is shown nowhere."""
    row.code_seal = None
    asked.take_back(session, row.account_id or NOBODY, _key(row))


def _row(number_seal: str, account: Account | None, code_seal: str, now: datetime) -> CallCodeRow:
    return CallCodeRow(
        id=new_id("code"),
        number_seal=number_seal,
        account_id=account.account_id if account else None,
        code_seal=code_seal,
        tries=0,
        made_at=now,
        until=now + LASTS,
    )


def _key(row: CallCodeRow) -> str:
    return f"code:{row.id}"


def _digits(text: str) -> str:
    """Without blanks, hyphens and the country's prefix."""
    digits = re.sub(r"\D", "", text)
    return digits[2:] if len(digits) == 13 and digits.startswith("86") else digits
