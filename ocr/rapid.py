"""The recognition engine RapidOCR (PP-OCR models inside its wheel). The only file that touches it.

Its steps are called one by one, so that `ocr.stepwise` decides between them how the page lies.
"""

from collections.abc import Callable, Sequence
from typing import Self, cast

import cv2
import numpy as np
from rapidocr import RapidOCR
from rapidocr.ch_ppocr_rec.typings import WordInfo
from rapidocr.main import RapidOCRError
from rapidocr.utils.output import RapidOCROutput

from ocr import stepwise
from ocr.engines import EngineChoice
from ocr.stepwise import Quads, ReadLine
from ocr.types import Image, SeenLine


class RapidEngine:
    """One engine, for one thread."""

    name = "rapid"

    @classmethod
    def of(cls, choice: EngineChoice) -> Self:
        """Needs no folder of models: its own are where it is."""
        return cls(choice.threads)

    def __init__(self, threads: int = 2) -> None:
        """Loads the models and reads a first line, so that no citizen waits for it (some seconds)."""
        cv2.setNumThreads(1)  # beside the runtime's own threads more only get in each other's way
        self._rapid = RapidOCR(
            params={
                "Global.log_level": "critical",
                "Global.use_vertical_padding": False,  # stepwise gives strips their margin
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
        return stepwise.read(image, self)

    def find(self, page: Image) -> Quads | None:
        try:
            _, found = self._rapid.detect_and_crop(page, {})
        except RapidOCRError:  # nothing found
            return None
        return np.asarray(found.boxes, dtype=np.float32)

    def upside_down(self, lines: Sequence[Image]) -> list[float]:
        _, votes = self._rapid.cls_and_rotate(list(lines))
        results = cast("list[tuple[str, float]]", votes.cls_res)
        return [score if label == "180" else -score for label, score in results]

    def recognise(self, lines: Sequence[Image]) -> list[ReadLine]:
        read = self._rapid.recognize_txt(list(lines))
        texts, scores = cast("tuple[str, ...]", read.txts), cast("tuple[float, ...]", read.scores)
        words = cast("tuple[WordInfo, ...]", read.word_results)
        return [
            (text, float(score), tuple(word.confs))
            for text, score, word in zip(texts, scores, words, strict=True)
        ]


def bare(threads: int) -> Callable[[bytes], int]:
    """The library as it comes, called as its own page shows: what a benchmark compares ours with.

    Takes a picture file and gives the number of lines it read.
    """
    library = RapidOCR(
        params={
            "Global.log_level": "critical",
            "EngineConfig.onnxruntime.intra_op_num_threads": threads,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
    )
    return lambda data: len(cast("RapidOCROutput", library(data)).txts or ())
