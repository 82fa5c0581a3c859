"""Models that sherpa-onnx really loads and decodes, each of some kilobytes, with invented words.

They hear nothing: how long the sound is tells how many of `WORDS` come out, one after another.
Metadata and names of inputs are those that sherpa-onnx's C++ code asks for.
"""

from pathlib import Path

import numpy as np
from onnx import ModelProto, NodeProto, TensorProto, ValueInfoProto, checker, helper, numpy_helper, save

WORDS = "我要办身份证丢了啷个"
TAGS = ("<|zh|>", "<|NEUTRAL|>", "<|Speech|>", "<|withitn|>")
"""what SenseVoice says first: language, feeling, kind of sound, and how numbers are written"""
MELS, STACKED = 80, 7
FRAMES = 512
"""at most; 30 seconds of SenseVoice's"""
SURE = 6.0
"""logit of the word that comes; the others have 0"""
FLOAT, INT32, INT64 = TensorProto.FLOAT, TensorProto.INT32, TensorProto.INT64


def sense_voice(folder: Path, confident: float = SURE) -> Path:
    """`model.int8.onnx`, `tokens.txt`. A word every second frame; between them the blank."""
    symbols = ["<blank>", *TAGS, *WORDS]
    said = [1, 2, 3, 4]
    for place in range(FRAMES - len(said)):
        said.append(0 if place % 2 == 0 or place // 2 >= len(WORDS) else 5 + place // 2)
    inputs = [
        helper.make_tensor_value_info("x", FLOAT, [1, "T", MELS * STACKED]),
        helper.make_tensor_value_info("x_length", INT32, [1]),
        helper.make_tensor_value_info("language", INT32, [1]),
        helper.make_tensor_value_info("text_norm", INT32, [1]),
    ]
    nodes = _cut_to("x", "logits", plus=4)
    made = _model(
        nodes, inputs, [("logits", FLOAT, [1, "U", len(symbols)])], _table(said, len(symbols), confident)
    )
    languages = {
        f"lang_{name}": number for number, name in enumerate(("auto", "zh", "en", "ja", "ko", "yue"))
    }
    about = {"model_type": "sense_voice_ctc", "with_itn": 14, "without_itn": 15, "normalize_samples": 0}
    return _kept(
        folder, symbols, {"model.int8.onnx": _about(made, {**_stacking(len(symbols)), **about, **languages})}
    )


def paraformer(folder: Path, confident: float = SURE) -> Path:
    """`model.int8.onnx`, `tokens.txt`. A word a frame, then the end."""
    symbols = ["<blank>", "<s>", "</s>", *WORDS, "<unk>"]
    said = [*range(3, 3 + len(WORDS)), *([2] * (FRAMES - len(WORDS)))]
    inputs = [
        helper.make_tensor_value_info("speech", FLOAT, [1, "T", MELS * STACKED]),
        helper.make_tensor_value_info("speech_lengths", INT32, [1]),
    ]
    nodes = [*_cut_to("speech", "logits"), helper.make_node("Identity", ["speech_lengths"], ["token_num"])]
    outputs = [("logits", FLOAT, [1, "U", len(symbols)]), ("token_num", INT32, [1])]
    made = _model(nodes, inputs, outputs, _table(said, len(symbols), confident))
    about = {"model_type": "paraformer", **_stacking(len(symbols))}
    return _kept(folder, symbols, {"model.int8.onnx": _about(made, about)})


def zipformer(folder: Path, confident: float = SURE) -> Path:
    """`encoder…`, `decoder…`, `joiner….onnx`, `tokens.txt` of a streaming transducer (zipformer2)."""
    symbols = ["<blk>", "<sos/eos>", "<unk>", *WORDS]
    models = {
        "encoder-epoch-1-avg-1.int8.onnx": _encoder(len(symbols), confident),
        "decoder-epoch-1-avg-1.onnx": _decoder(len(symbols)),
        "joiner-epoch-1-avg-1.int8.onnx": _joiner(len(symbols)),
    }
    return _kept(folder, symbols, models)


def _encoder(size: int, confident: float, chunk: int = 16, left: int = 4) -> ModelProto:
    """What has been heard so far is a number, `processed_lens`; the word at that place is said."""
    said = [0 if place % 4 or place // 4 >= len(WORDS) else 3 + place // 4 for place in range(FRAMES)]
    states = {
        "cached_key_0": [left, 1, 4], "cached_nonlin_attn_0": [1, 1, left, 6], "cached_val1_0": [left, 1, 4],
        "cached_val2_0": [left, 1, 4], "cached_conv1_0": [1, 8, 1], "cached_conv2_0": [1, 8, 1],
        "embed_states": [1, 128, 3, 19],
    }  # fmt: skip
    inputs = [helper.make_tensor_value_info("x", FLOAT, [1, 45, MELS])]
    inputs += [helper.make_tensor_value_info(name, FLOAT, shape) for name, shape in states.items()]
    inputs.append(helper.make_tensor_value_info("processed_lens", INT64, [1]))
    nodes = [helper.make_node("Identity", [name], [f"new_{name}"]) for name in states]
    nodes += [
        helper.make_node("Add", ["processed_lens", "chunk"], ["new_processed_lens"]),
        helper.make_node("Slice", ["table", "processed_lens", "new_processed_lens", "one"], ["encoder_out"]),
    ]
    outputs = [("encoder_out", FLOAT, [1, chunk, size])]
    outputs += [(f"new_{name}", FLOAT, shape) for name, shape in states.items()]
    outputs.append(("new_processed_lens", INT64, [1]))
    table = {**_table(said, size, confident), "chunk": np.array([chunk], np.int64)}
    about = {
        "model_type": "zipformer2", "encoder_dims": 8, "query_head_dims": 4, "value_head_dims": 4,
        "num_heads": 1, "num_encoder_layers": 1, "cnn_module_kernels": 3, "left_context_len": left,
        "T": 45, "decode_chunk_len": 32,
    }  # fmt: skip
    return _about(_model(nodes, inputs, outputs, table), about)


def _decoder(size: int) -> ModelProto:
    inputs = [helper.make_tensor_value_info("y", INT64, ["N", 2])]
    nodes = [
        helper.make_node("Cast", ["y"], ["number"], to=FLOAT),
        helper.make_node("MatMul", ["number", "nothing"], ["decoder_out"]),
    ]
    made = _model(
        nodes, inputs, [("decoder_out", FLOAT, ["N", size])], {"nothing": np.zeros((2, size), np.float32)}
    )
    return _about(made, {"vocab_size": size, "context_size": 2})


def _joiner(size: int) -> ModelProto:
    names = ("encoder_out", "decoder_out")
    inputs = [helper.make_tensor_value_info(name, FLOAT, ["N", size]) for name in names]
    return _about(
        _model(
            [helper.make_node("Add", list(names), ["logit"])], inputs, [("logit", FLOAT, ["N", size])], {}
        ),
        {"joiner_dim": size},
    )


def _cut_to(heard: str, said: str, plus: int = 0) -> list[NodeProto]:
    """As many frames of the table as there are in `heard`, and some more."""
    return [
        helper.make_node("Shape", [heard], ["length"], start=1, end=2),
        helper.make_node("Constant", [], ["more"], value=numpy_helper.from_array(np.array([plus], np.int64))),
        helper.make_node("Add", ["length", "more"], ["until"]),
        helper.make_node("Slice", ["table", "zero", "until", "one"], [said]),
    ]


def _table(said: list[int], size: int, confident: float) -> dict[str, np.ndarray]:
    table = np.zeros((1, len(said), size), np.float32)
    table[0, np.arange(len(said)), said] = confident
    return {"table": table, "zero": np.array([0], np.int64), "one": np.array([1], np.int64)}


def _model(
    nodes: list[NodeProto],
    inputs: list[ValueInfoProto],
    outputs: list[tuple[str, int, list[int | str]]],
    constants: dict[str, np.ndarray],
) -> ModelProto:
    told = [helper.make_tensor_value_info(*output) for output in outputs]
    kept = [numpy_helper.from_array(value, name) for name, value in constants.items()]
    graph = helper.make_graph(nodes, "tiny", inputs, told, kept)
    made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    checker.check_model(made)
    return made


def _about(made: ModelProto, about: dict[str, object]) -> ModelProto:
    helper.set_model_props(made, {name: str(value) for name, value in about.items()})
    return made


def _stacking(size: int) -> dict[str, object]:
    numbers = MELS * STACKED
    return {
        "vocab_size": size, "lfr_window_size": STACKED, "lfr_window_shift": 6,
        "neg_mean": ",".join(["0.0"] * numbers), "inv_stddev": ",".join(["1.0"] * numbers),
    }  # fmt: skip


def _kept(folder: Path, symbols: list[str], models: dict[str, ModelProto]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, made in models.items():
        save(made, str(folder / name))
    lines = [f"{symbol} {number}\n" for number, symbol in enumerate(symbols)]
    (folder / "tokens.txt").write_text("".join(lines), encoding="utf-8")
    return folder
