"""Engines for the service's tests, created in worker processes by the name `fake_engines:…`."""

import os
import time

from ocr.engines import EngineChoice
from ocr.types import Image, SeenLine


class BlockingEngine:
    """Reads a white page at once; a black one only when the file named by its environment exists."""

    name = "blocking"

    def __init__(self, choice: EngineChoice) -> None:
        self.threads = choice.threads

    def read(self, image: Image) -> list[SeenLine]:
        while image.mean() < 50 and not os.path.exists(os.environ["LET_GO"]):  # noqa: PTH110
            time.sleep(0.02)
        corners = ((0.0, 0.0), (90.0, 0.0), (90.0, 20.0), (0.0, 20.0))
        return [SeenLine(f"{image.shape[1]} wide", 0.9, corners)]


class DyingOnceEngine(BlockingEngine):
    """Ends its process at the first picture, and leaves a note that it did."""

    def read(self, image: Image) -> list[SeenLine]:
        if not os.path.exists(os.environ["LET_GO"]):  # noqa: PTH110
            with open(os.environ["LET_GO"], "w"):  # noqa: PTH123
                os._exit(1)
        return super().read(image)


class DyingEngine(BlockingEngine):
    """Ends its process at every black picture."""

    def read(self, image: Image) -> list[SeenLine]:
        if image.mean() < 50:
            os._exit(1)
        return super().read(image)
