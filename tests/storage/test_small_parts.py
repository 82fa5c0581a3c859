"""Ids, the clock and sentences."""

import re
from datetime import timedelta

import pytest

from storage.clock import system_clock
from storage.ids import new_id
from storage.sentences import Sentences

SENTENCES = Sentences({"greeting": {"morning": "{name}，早上好。"}, "plain": "好。"}, "storage")


def test_ids_name_their_kind_and_do_not_repeat() -> None:
    ids = {new_id("app") for _ in range(1000)}
    assert len(ids) == 1000
    assert all(re.fullmatch(r"app_[0-9a-f]{32}", made) for made in ids)


def test_the_clock_shows_chongqing_time() -> None:
    assert system_clock().utcoffset() == timedelta(hours=8)


def test_a_sentence_is_found_by_its_key_and_filled() -> None:
    assert SENTENCES.say("greeting.morning", name="张阿姨") == "张阿姨，早上好。"
    assert SENTENCES.say("plain") == "好。"


@pytest.mark.parametrize("key", ["greeting", "greeting.noon", "plain.more", ""])
def test_a_sentence_that_is_not_there_is_named(key: str) -> None:
    with pytest.raises(KeyError, match=r"storage/sentences\.yaml"):
        SENTENCES.say(key)
