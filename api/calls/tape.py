"""What of a call is recorded: both sides, from a yes on."""

from dataclasses import dataclass

from api.calls.ports import Recordings, Side


@dataclass(slots=True)
class Tape:
    """`words`: what the caller is asked for. `agreed`, `belongs` and `end` block, the rest costs next to
    nothing."""

    recordings: Recordings
    call_id: str
    conversation_id: str
    account_id: str | None
    hertz: int
    words: str
    running: bool = False

    def agreed(self, agreed: bool) -> None:
        """The caller said yes or no. Before, nothing is kept; after a no, nothing is left."""
        self.recordings.begin(
            self.call_id,
            self.account_id,
            agreed,
            words=self.words,
            conversation_id=self.conversation_id,
        )
        self.running = agreed

    def belongs(self, account_id: str) -> None:
        """Who calls has become known."""
        self.account_id = account_id
        if self.running:
            self.recordings.identified(self.call_id, account_id)

    def heard(self, pcm: bytes) -> None:
        self._keep("caller", pcm)

    def said(self, pcm: bytes) -> None:
        self._keep("service", pcm)

    def end(self) -> None:
        if self.running:
            self.recordings.end(self.call_id)
        self.running = False

    def _keep(self, side: Side, pcm: bytes) -> None:
        if self.running:
            self.recordings.keep(self.call_id, side, pcm, self.hertz)
