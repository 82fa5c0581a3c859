"""A Whisper model in CTranslate2's format, made in a second: real loading and decoding, invented words.

It hears nothing: which word comes next is told by the position alone (the decoder's position encodings
point at the words one after another), so that tests know what is said, and see a prompt by what it shifts.
"""

from pathlib import Path
from typing import Any

import numpy as np
from ctranslate2.specs import WhisperSpec
from faster_whisper.tokenizer import _LANGUAGE_CODES
from tokenizers import Tokenizer, decoders, models

WORDS = "我要办身份证丢了啷个"
"""one word a position; after the last the sentence ends"""
WIDTH, HEADS, MELS = 16, 2, 80
TEXT_TOKENS = 50_257
"""as OpenAI's; the special ones follow"""
SYMBOLS = "♩♪♫♬♭♮♯「」『』"


def make(folder: Path) -> Path:
    """Writes `model.bin`, `config.json`, `vocabulary.json` and `tokenizer.json`, 9 MB in all."""
    folder.mkdir(parents=True, exist_ok=True)
    tokens = _tokens()
    spec = _spec(tokens)
    spec.register_vocabulary(tokens)
    spec.validate()
    spec.save(str(folder))
    (folder / "tokenizer.json").write_text(_tokenizer(tokens).to_str(), encoding="utf-8")
    return folder


def _tokens() -> list[str]:
    known = [chr(code) for code in range(32, 127)] + list(SYMBOLS) + list(WORDS)
    # The last one is empty in every multilingual Whisper: CTranslate2 tells them by it.
    text = [*known, *(f"<filler{number}>" for number in range(TEXT_TOKENS - len(known) - 1)), ""]
    languages = [f"<|{code}|>" for code in _LANGUAGE_CODES[:99]]
    tasks = ["translate", "transcribe", "startoflm", "startofprev", "nospeech", "notimestamps"]
    times = [f"<|{number * 0.02:.2f}|>" for number in range(1501)]
    special = ["<|endoftext|>", "<|startoftranscript|>", *languages, *(f"<|{task}|>" for task in tasks)]
    return text + special + times


def _tokenizer(tokens: list[str]) -> Tokenizer:
    made = Tokenizer(models.BPE({token: number for number, token in enumerate(tokens)}, []))
    made.decoder = decoders.Fuse()
    made.add_special_tokens(tokens[TEXT_TOKENS:-1501])
    return made


def _spec(tokens: list[str]) -> WhisperSpec:
    draw = np.random.default_rng(8)
    spec = WhisperSpec(1, HEADS, 1, HEADS)
    encoder, decoder = spec.encoder, spec.decoder
    encoder.conv1.weight, encoder.conv1.bias = _drawn(draw, WIDTH, MELS, 3), _zeros(WIDTH)
    encoder.conv2.weight, encoder.conv2.bias = _drawn(draw, WIDTH, WIDTH, 3), _zeros(WIDTH)
    encoder.position_encodings.encodings = _drawn(draw, 1500, WIDTH)
    decoder.position_encodings.encodings = _pointing(len(WORDS))
    decoder.embeddings.weight = np.zeros((len(tokens), WIDTH), np.float32)
    decoder.projection.weight = _words(tokens)
    for norm in (encoder.layer_norm, decoder.layer_norm):
        _norm(norm)
    for layer in encoder.layer:
        _attention(layer.self_attention, 3)
        _feed_forward(layer.ffn)
    for layer in decoder.layer:
        _attention(layer.self_attention, 3)
        _attention(layer.attention, 2)
        _feed_forward(layer.ffn)
    spec.config.suppress_ids, spec.config.suppress_ids_begin = [], []
    spec.config.lang_ids, spec.config.alignment_heads = [], [[0, 0]]
    return spec


def _pointing(words: int) -> np.ndarray:
    """Position t points at word t mod (words + 1); the one after the last is the end."""
    encodings = np.zeros((448, WIDTH), np.float32)
    for position in range(448):
        encodings[position, position % (words + 1)] = 1.0
    return encodings


def _words(tokens: list[str]) -> np.ndarray:
    weight = np.zeros((len(tokens), WIDTH), np.float32)
    for place, word in enumerate([*WORDS, "<|endoftext|>"]):
        weight[tokens.index(word), place] = 4.0
    return weight


def _attention(spec: Any, linears: int) -> None:
    """Adds nothing to what passes through. A self-attention has its three inputs in one matrix."""
    _norm(spec.layer_norm)
    sizes = [3 * WIDTH, WIDTH] if linears == 3 else [WIDTH, 2 * WIDTH, WIDTH]
    for linear, size in zip(spec.linear, sizes, strict=True):
        linear.weight, linear.bias = np.zeros((size, WIDTH), np.float32), _zeros(size)


def _feed_forward(spec: Any) -> None:
    _norm(spec.layer_norm)
    spec.linear_0.weight, spec.linear_0.bias = np.zeros((WIDTH, WIDTH), np.float32), _zeros(WIDTH)
    spec.linear_1.weight, spec.linear_1.bias = np.zeros((WIDTH, WIDTH), np.float32), _zeros(WIDTH)


def _norm(spec: Any) -> None:
    spec.gamma, spec.beta = np.ones(WIDTH, np.float32), _zeros(WIDTH)


def _zeros(size: int) -> np.ndarray:
    return np.zeros(size, np.float32)


def _drawn(draw: np.random.Generator, *shape: int) -> np.ndarray:
    return (draw.standard_normal(shape) * 0.1).astype(np.float32)
