"""The telephone: the exchange with its lines, from start to close."""

from api.calls.audiosocket import AudioSocketServer
from api.calls.exchange import Exchange, House
from api.calls.manners import Manners
from api.calls.numbers import Numbers


class Telephone:
    """One a process."""

    def __init__(self, house: House, manners: Manners, audiosocket: str) -> None:
        """`audiosocket`: `host:port` where telephone exchanges connect; empty for none."""
        self.exchange, self.numbers = Exchange(house, manners), Numbers()
        self._server = AudioSocketServer(self.exchange, self.numbers, audiosocket) if audiosocket else None

    @property
    def audiosocket(self) -> str | None:
        """Where AudioSocket listens now."""
        return self._server.address if self._server else None

    async def start(self) -> None:
        """Raises `OSError` when the address is taken."""
        if self._server:
            await self._server.start()

    async def close(self) -> None:
        """Ends calls and lines."""
        self.exchange.close()
        if self._server:
            await self._server.close()
        self.exchange.release()

    def standing(self) -> str:
        """For the readiness check. Raises `OSError` while a telephone exchange could not connect."""
        if self._server and not self.audiosocket:
            raise OSError("AudioSocket does not listen")
        if self._server and not self.exchange.speaks:
            raise OSError("no voice is set up: callers hear nothing (SPEECH_VOICE)")
        return f"{self.exchange.open} open" + (f", AudioSocket at {self.audiosocket}" if self._server else "")
