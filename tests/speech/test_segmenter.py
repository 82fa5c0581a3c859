"""Where speech begins and ends, told by probabilities alone."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from speech.pcm import HERTZ
from speech.segmenter import AFTER, BEFORE, LONGEST, Began, Segmenter, Utterance

CHUNK = 512
STEP = CHUNK / HERTZ


def heard(segmenter: Segmenter, *stretches: tuple[float, float]) -> list[Began | Utterance]:
    """Feeds stretches of (seconds, how sure it is speech); each sample has the number of its chunk."""
    found: list[Began | Utterance] = []
    for length, speech in stretches:
        for _ in range(round(length / STEP)):
            number = segmenter._at // CHUNK  # pyright: ignore[reportPrivateUsage]
            found += segmenter.push(np.full(CHUNK, number, np.float32), speech)
    return found


def test_an_utterance_has_what_came_just_before_and_after() -> None:
    began, utterance = heard(Segmenter(), (2.0, 0.0), (1.5, 0.9), (2.0, 0.0))
    assert isinstance(began, Began)
    assert began.at == pytest.approx(2.0, abs=STEP)
    assert isinstance(utterance, Utterance)
    assert utterance.start == pytest.approx(2.0 - BEFORE, abs=2 * STEP)
    assert utterance.end == pytest.approx(3.5 + AFTER, abs=2 * STEP)
    assert len(utterance.samples) == round((utterance.end - utterance.start) * HERTZ)
    assert utterance.samples[0] == pytest.approx(utterance.start * HERTZ / CHUNK)
    assert (np.diff(utterance.samples[::CHUNK]) == 1).all(), "without a hole"


def test_it_began_as_soon_as_a_quarter_of_a_second_is_sure() -> None:
    segmenter = Segmenter()
    assert heard(segmenter, (1.0, 0.0), (0.22, 0.9)) == []
    assert not len(segmenter.so_far())
    assert heard(segmenter, (0.06, 0.9)) == [Began(pytest.approx(1.0, abs=STEP))]
    assert len(segmenter.so_far()) >= 0.25 * HERTZ
    assert heard(segmenter, (1.0, 0.9)) == [], "once"


@pytest.mark.parametrize("click", [0.03, 0.1])
def test_a_click_is_nothing(click: float) -> None:
    segmenter = Segmenter()
    assert heard(segmenter, (1.0, 0.0), (click, 0.99), (2.0, 0.0)) == []
    assert segmenter.flush() == []


def test_a_short_yes_is_heard() -> None:
    began, utterance = heard(Segmenter(), (1.0, 0.0), (0.2, 0.9), (2.0, 0.0))
    assert isinstance(began, Began)
    assert isinstance(utterance, Utterance)


def test_patience_is_how_long_a_pause_may_be() -> None:
    pausing = ((0.5, 0.0), (1.0, 0.9), (1.0, 0.0), (1.0, 0.9), (3.0, 0.0))
    assert sum(isinstance(one, Utterance) for one in heard(Segmenter(0.7), *pausing)) == 2
    assert sum(isinstance(one, Utterance) for one in heard(Segmenter(1.5), *pausing)) == 1
    changed = Segmenter(0.7)
    changed.patience = 1.5
    assert sum(isinstance(one, Utterance) for one in heard(changed, *pausing)) == 1


def test_less_sure_is_enough_within_speech_and_not_to_begin_it() -> None:
    assert heard(Segmenter(), (3.0, 0.45)) == []
    told = heard(Segmenter(), (0.3, 0.9), (2.0, 0.45), (1.0, 0.0))
    assert [type(one) for one in told] == [Began, Utterance]


def test_flickering_of_a_bad_line_is_one_utterance() -> None:
    flicker = [(STEP, 0.9 if n % 3 else 0.1) for n in range(60)]
    told = heard(Segmenter(), *flicker, (1.0, 0.0))
    assert [type(one) for one in told] == [Began, Utterance]


def test_who_never_stops_is_cut_at_the_quietest_place() -> None:
    segmenter = Segmenter()
    told = heard(segmenter, (24.0, 0.9), (STEP, 0.5), (12.0, 0.9), (1.0, 0.0))
    assert [type(one) for one in told] == [Began, Utterance, Utterance]
    first, second = (one for one in told if isinstance(one, Utterance))
    assert first.end == pytest.approx(24.0 + STEP, abs=STEP)
    assert second.start == pytest.approx(first.end)


def test_the_end_of_a_stream_ends_what_is_said() -> None:
    segmenter = Segmenter()
    heard(segmenter, (1.0, 0.9))
    (utterance,) = segmenter.flush()
    assert isinstance(utterance, Utterance)
    assert segmenter.flush() == []
    assert not len(segmenter.so_far())


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(st.floats(0.0, 4.0), st.floats(0.0, 1.0)), max_size=20), st.floats(0.2, 2.0))
def test_utterances_are_in_order_apart_and_never_too_long(
    stretches: list[tuple[float, float]], patience: float
) -> None:
    segmenter = Segmenter(patience)
    told = [*heard(segmenter, *stretches), *segmenter.flush()]
    utterances = [one for one in told if isinstance(one, Utterance)]
    for before, after in pairwise(utterances):
        assert before.end <= after.start + 1e-9
    for one in utterances:
        assert one.samples[0] * CHUNK == pytest.approx(one.start * HERTZ)
        assert len(one.samples) == round((one.end - one.start) * HERTZ)
        assert one.end - one.start <= LONGEST + STEP
    if utterances:
        assert isinstance(told[0], Began)
