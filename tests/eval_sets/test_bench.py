"""What the load benchmark reads off the service, and what it refuses."""

from pathlib import Path

import pytest

from eval_sets.bench import memory_mb, parts
from eval_sets.errors import ChoiceError
from eval_sets.service import known, service

METRICS = """\
process_resident_memory_bytes 4.194304e+08
yuxiaozhi_turn_step_seconds_count{step="guard"} 4.0
yuxiaozhi_turn_step_seconds_sum{step="guard"} 0.01
"""


def test_means_and_memory_come_from_the_services_metrics() -> None:
    assert dict(parts(METRICS)) == {"guard": 2.5}
    assert memory_mb(METRICS) == 400
    assert memory_mb("") is None


def test_how_many_names_were_known_is_told(fake) -> None:
    assert known(fake.url) == {"items": 1795, "guides": 66}
    fake.fails_at = "/readyz"
    assert known(fake.url) == {}


def test_a_running_service_is_not_given_names() -> None:
    with pytest.raises(ChoiceError, match="as it is"), service("http://x", Path("names.csv")):
        pass
