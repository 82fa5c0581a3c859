"""How calls are conducted; each is a setting or a constant of ours."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Manners:
    """Times in seconds.

    `at_once`: calls · `by_one`: of them those by WebSocket from one address · `longest`: one call ·
    `idle`: without any sound from the line · `silence`: of a caller whose turn it is · `filler`: until
    somebody who waits is told so · `ahead`: how far sound may run ahead of the clock, as after a stall of the
    network · `barge_in`: whether a caller may interrupt · `paced`: in real time, which only tests and benches
    are not.
    """

    at_once: int = 30
    by_one: int = 5
    longest: float = 30 * 60
    idle: float = 30
    silence: float = 8
    filler: float = 1.5
    ahead: float = 30
    barge_in: bool = True
    paced: bool = True
