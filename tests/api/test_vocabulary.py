"""The ears are told what the published items are called."""

from pathlib import Path

import numpy as np
import pytest

from api.bootstrap import Container, _voices
from api.settings import Settings
from api.vocabulary import listened_for, vocabulary
from speech.ghosts import is_ghost
from speech.recogniser import NO_HINTS, NOTHING, Hints, Transcript


def test_names_and_what_people_call_them_are_listened_for(container: Container) -> None:
    known, hints = vocabulary(container.library), listened_for(container.library)
    assert len(known.names) > 20
    assert set(hints.hotwords) <= {word.split("（")[0] for word in (*known.names, *known.aliases)}
    assert any(name in hints.prompt for name in known.names)
    assert not [word for word in (*known.names, *known.aliases) if is_ghost(word)]


class Listening:
    heard: list[Hints]

    def __init__(self) -> None:
        Listening.heard = []

    def recognise(self, samples: object, hints: Hints = NO_HINTS) -> Transcript:
        self.heard.append(hints)
        return NOTHING


def test_an_engine_by_setting_is_given_them(
    container: Container, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("speech.pcm.listening", Listening, raising=False)
    settings = Settings(speech_engine="speech.pcm:listening", speech_voice="none", data_dir=tmp_path)
    voices = _voices(settings, container.library)
    assert voices.hearing is not None
    # a steady signal would be taken for none
    noise = np.random.default_rng(0).normal(0, 0.1, 16_000).astype(np.float32)
    voices.hearing.understood(noise)
    assert Listening.heard == [listened_for(container.library)]
