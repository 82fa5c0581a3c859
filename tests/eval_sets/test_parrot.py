"""The recogniser of simulated callers knows its sentences over a telephone with losses, and nothing else."""

import numpy as np
import pytest

from eval_sets.speech.parrot import Parrot, said
from speech.espeak import EspeakVoice
from speech.pcm import HERTZ, Samples
from speech.recogniser import NOTHING

SENTENCES = ("身份证丢了怎么办", "我要办理", "对", "不对", "五零零一零三一九九零零三零七")


@pytest.fixture(scope="module")
def sounds() -> dict[str, Samples]:
    voice = EspeakVoice()
    return {text: said(text, voice) for text in SENTENCES}


def telephone(samples: Samples) -> Samples:
    """Half the rate, and every fifth 20 ms lost."""
    narrow = np.repeat(samples[::2], 2)[: len(samples)].copy()
    for at in range(0, len(narrow), HERTZ // 10):
        narrow[at : at + HERTZ // 50] = 0
    return narrow


def test_each_sentence_is_told_from_the_others(sounds: dict[str, Samples]) -> None:
    parrot = Parrot(sounds)
    for text, samples in sounds.items():
        assert parrot.recognise(samples).confidence == 1
        assert parrot.recognise(telephone(samples)).text == text


def test_noise_and_silence_are_nothing(sounds: dict[str, Samples]) -> None:
    parrot = Parrot(sounds)
    noise = np.random.default_rng(1).normal(0, 0.1, 2 * HERTZ).astype(np.float32)
    for samples in (noise, np.zeros(HERTZ, np.float32), noise[:100]):
        assert parrot.recognise(samples) == NOTHING
