"""µ-law against the values of G.711."""

import numpy as np
import pytest

from speech import mulaw

TABLE = [(0, 0xFF), (32767, 0x80), (-32768, 0x00), (8031, 0xA0), (-8031, 0x20), (1000, 0xCE), (-1000, 0x4E)]


@pytest.mark.parametrize(("sample", "code"), TABLE)
def test_codes_are_those_of_the_standard(sample: int, code: int) -> None:
    assert mulaw.encode(np.array([sample], dtype=np.int16)) == bytes([code])


def test_every_code_stands_for_itself() -> None:
    """Except the second zero."""
    codes = bytes(code for code in range(256) if code != 0x7F)
    assert mulaw.encode(mulaw.decode(codes)) == codes


def test_no_sample_is_off_by_more_than_its_step() -> None:
    samples = np.arange(-32635, 32636, dtype=np.int16)
    off = np.abs(mulaw.decode(mulaw.encode(samples)).astype(int) - samples)
    assert (off <= np.abs(samples.astype(int)) / 16 + 8).all()
