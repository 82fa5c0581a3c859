"""The recognition engine RapidOCR (PP-OCR models inside its wheel). The only file that touches it.

Its steps are called one by one instead of all at once, because which way up the page lies is decided once for
the whole page: the engine's own guess, made line by line, reads short lines upside down.
"""

from typing import Any, cast

import cv2
import numpy as np
from numpy.typing import NDArray
from rapidocr import RapidOCR
from rapidocr.ch_ppocr_rec.typings import WordInfo
from rapidocr.main import RapidOCRError
from rapidocr.utils.process_img import map_boxes_to_original

from ocr.types import Image, Point, SeenLine

_TALL = 1.5
"""From this height to width the engine turns a cut-out line by a quarter, before it reads it."""

_LONG = 2.5
"""Only lines so many times as long as high tell how the page lies; single characters have no direction."""

_VOTERS = 12
"""So many of the longest lines decide together which way up the page lies."""

_LONGEST_SIDE = 1600
"""Larger pictures are read at this size: a card's smallest print still has 20 pixels, at half the time."""

Quads = NDArray[np.float32]
"""lines × 4 corners × (x, y)"""


class RapidEngine:
    """One engine, for one thread."""

    name = "rapid"

    def __init__(self, threads: int = 2) -> None:
        """Loads the models and reads a first line, so that no citizen waits for it (some seconds)."""
        cv2.setNumThreads(1)  # beside the runtime's own threads more only get in each other's way
        self._rapid = RapidOCR(
            params={
                "Global.log_level": "critical",
                "Global.max_side_len": _LONGEST_SIDE,
                "Global.return_word_box": True,  # for the confidence of each character
                "EngineConfig.onnxruntime.intra_op_num_threads": threads,
                "EngineConfig.onnxruntime.inter_op_num_threads": 1,
            }
        )
        first = np.full((200, 600, 3), 255, np.uint8)
        cv2.putText(first, "READY 12345", (40, 110), cv2.FONT_HERSHEY_SIMPLEX, 2, (0, 0, 0), 4)
        self.read(first)

    def read(self, image: Image) -> list[SeenLine]:
        """The lines found, in no particular order; empty when there is no text."""
        small, steps = self._rapid.preprocess_img(image)
        try:
            crops, found = self._rapid.detect_and_crop(small, steps)
        except RapidOCRError:
            return []
        quads = np.asarray(found.boxes, dtype=np.float32)
        crops, quads = self._turned(crops, quads)
        read = self._rapid.recognize_txt(crops)
        height, width = image.shape[:2]
        quads = cast("Quads", map_boxes_to_original(quads, steps, height, width))
        texts, scores = cast("tuple[str, ...]", read.txts), cast("tuple[float, ...]", read.scores)
        words = cast("tuple[WordInfo, ...]", read.word_results)
        return [
            SeenLine(text, float(score), _corners(quad), tuple(word.confs))
            for text, score, word, quad in zip(texts, scores, words, quads, strict=True)
            if text.strip() and score >= 0.5
        ]

    def _turned(self, crops: list[Image], quads: Quads) -> tuple[list[Image], Quads]:
        """Cut-out lines the right way up, with corners in reading order."""
        wide = np.linalg.norm(quads[:, 0] - quads[:, 1], axis=1)
        high = np.linalg.norm(quads[:, 0] - quads[:, 3], axis=1)
        tall = high >= _TALL * wide
        sideways = _length(high[high >= _LONG * wide]) > _length(wide[wide >= _LONG * high])
        # The engine has turned the tall ones. On a page that lies sideways the others turn as well; on an
        # upright one a tall box that is no longer than a line is high is a narrow character such as 1.
        narrow = tall & (high < 2 * np.median(high))
        quarter = ~tall if sideways else narrow
        back = 1 if sideways else -1
        crops = [np.rot90(c, back) if turn else c for c, turn in zip(crops, quarter, strict=True)]
        if sideways:
            quads = np.roll(quads, -1, axis=1)
        if self._upside_down(crops):
            crops = [np.rot90(c, 2) for c in crops]
            quads = np.roll(quads, 2, axis=1)
        return [np.ascontiguousarray(c) for c in crops], quads

    def _upside_down(self, crops: list[Image]) -> bool:
        longest = sorted(crops, key=lambda crop: crop.shape[1] / crop.shape[0], reverse=True)[:_VOTERS]
        _, votes = self._rapid.cls_and_rotate([np.ascontiguousarray(crop) for crop in longest])
        results = cast("list[tuple[str, float]]", votes.cls_res)
        return (
            sum(
                (score if label == "180" else -score) * crop.shape[1]
                for crop, (label, score) in zip(longest, results, strict=True)
            )
            > 0
        )


def _length(lengths: NDArray[np.float32]) -> float:
    """Long lines count more than several short ones of the same length together."""
    return float((lengths**2).sum())


def _corners(quad: NDArray[Any]) -> tuple[Point, Point, Point, Point]:
    a, b, c, d = ((float(x), float(y)) for x, y in quad)
    return a, b, c, d
