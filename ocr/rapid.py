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

from ocr.types import Image, Point, SeenLine

_LONG = 2.5
"""Only lines so many times as long as high tell how the page lies; single characters have no direction."""

_VOTERS = 12
"""So many of the longest lines decide together which way up the page lies."""

_LONGEST_SIDE = 1600
"""Larger pictures are read at this size: a card's smallest print still has 20 pixels, at half the time."""

_SHORTEST_LONG_SIDE = 1024
"""Smaller pictures are enlarged to it: boxes have whole pixels, and of 12-pixel characters each counts."""

_NARROWEST = 1 / 6
"""Width to height, or height to width: narrower pictures get a margin, or the engine would enlarge a strip of
30 × 2500 pixels until it has 45 million."""

_LEAST_SCORE = 0.5
"""What the engine is less sure of is dirt, a pattern or a seal; the same bound as its own default."""

Quads = NDArray[np.float32]
"""lines × 4 corners × (x, y), clockwise"""


class RapidEngine:
    """One engine, for one thread."""

    name = "rapid"

    def __init__(self, threads: int = 2) -> None:
        """Loads the models and reads a first line, so that no citizen waits for it (some seconds)."""
        cv2.setNumThreads(1)  # beside the runtime's own threads more only get in each other's way
        self._rapid = RapidOCR(
            params={
                "Global.log_level": "critical",
                "Global.use_vertical_padding": False,
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
        page, scale = _scaled(image)
        try:
            _, found = self._rapid.detect_and_crop(_with_margin(page), {})
        except RapidOCRError:  # nothing found
            return []
        quads = along_the_page(np.asarray(found.boxes, dtype=np.float32))
        crops = [_cut_out(page, quad) for quad in quads]
        if self._upside_down(crops):
            crops = [np.ascontiguousarray(np.rot90(crop, 2)) for crop in crops]
            quads = np.roll(quads, 2, axis=1)
        read = self._rapid.recognize_txt(crops)
        texts, scores = cast("tuple[str, ...]", read.txts), cast("tuple[float, ...]", read.scores)
        words = cast("tuple[WordInfo, ...]", read.word_results)
        height, width = image.shape[:2]
        corners = np.clip(quads / scale, 0, (width, height))
        return [
            SeenLine(text, float(score), _corners(quad), tuple(word.confs))
            for text, score, word, quad in zip(texts, scores, words, corners, strict=True)
            if text.strip() and score >= _LEAST_SCORE
        ]

    def _upside_down(self, crops: list[Image]) -> bool:
        longest = sorted(crops, key=lambda crop: crop.shape[1] / crop.shape[0], reverse=True)[:_VOTERS]
        _, votes = self._rapid.cls_and_rotate(longest)
        results = cast("list[tuple[str, float]]", votes.cls_res)
        return (
            sum(
                (score if label == "180" else -score) * crop.shape[1]
                for crop, (label, score) in zip(longest, results, strict=True)
            )
            > 0
        )


def along_the_page(quads: Quads) -> Quads:
    """The same boxes, each beginning at the corner from which its first edge runs as the page's lines do.

    All in one direction, which may still be upside down. The engine's own order says nothing: a line that
    stands upright and slants a little begins at any of its corners, depending on how long it is.
    """
    edges = np.roll(quads, -1, axis=1) - quads
    lengths = np.linalg.norm(edges, axis=2)
    across = (lengths[:, 0] + lengths[:, 2]) / 2
    down = (lengths[:, 1] + lengths[:, 3]) / 2
    long_edge = np.where(across >= down, 0, 1)
    along = edges[np.arange(len(quads)), long_edge]
    length = np.maximum(across, down)
    tells = length >= _LONG * np.minimum(across, down)
    # Doubled angles: a line and the same line read backwards are one direction. Squared lengths: one long
    # line counts more than several short ones of the same length together.
    weight = length**2 * (tells if tells.any() else 1)
    doubled = 2 * np.arctan2(along[:, 1], along[:, 0])
    page = np.arctan2((weight * np.sin(doubled)).sum(), (weight * np.cos(doubled)).sum()) / 2
    first = np.argmax(edges @ np.array([np.cos(page), np.sin(page)]) / np.maximum(lengths, 1), axis=1)
    return np.stack([np.roll(quad, -start, axis=0) for quad, start in zip(quads, first, strict=True)])


def _scaled(image: Image) -> tuple[Image, float]:
    """The picture at the size it is read at, and its scale to the one given."""
    height, width = image.shape[:2]
    longest = max(height, width)
    scale = min(max(longest, _SHORTEST_LONG_SIDE), _LONGEST_SIDE) / longest
    if scale == 1:
        return image, 1.0
    # Linear on purpose: cubic enlarging sharpens the noise of a small picture along with its characters.
    how = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    size = max(1, round(width * scale)), max(1, round(height * scale))
    return cv2.resize(image, size, interpolation=how), scale


def _with_margin(page: Image) -> Image:
    """With paper to the right or below where the picture is a mere strip; corners stay where they are."""
    height, width = page.shape[:2]
    down = max(0, round(width * _NARROWEST) - height)
    right = max(0, round(height * _NARROWEST) - width)
    if not down and not right:
        return page
    return cv2.copyMakeBorder(page, 0, down, 0, right, cv2.BORDER_CONSTANT, value=(255, 255, 255))


def _cut_out(page: Image, quad: Quads) -> Image:
    """One line, from its first corner to the right."""
    width = max(1, round(float(max(np.linalg.norm(quad[0] - quad[1]), np.linalg.norm(quad[3] - quad[2])))))
    height = max(1, round(float(max(np.linalg.norm(quad[0] - quad[3]), np.linalg.norm(quad[1] - quad[2])))))
    target = np.array([[0, 0], [width, 0], [width, height], [0, height]], dtype=np.float32)
    return cv2.warpPerspective(
        page,
        cv2.getPerspectiveTransform(quad, target),
        (width, height),
        flags=cv2.INTER_CUBIC,
        borderMode=cv2.BORDER_REPLICATE,
    )


def _corners(quad: NDArray[Any]) -> tuple[Point, Point, Point, Point]:
    a, b, c, d = ((float(x), float(y)) for x, y in quad)
    return a, b, c, d
