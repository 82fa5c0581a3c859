"""The encoder that this project trains: one vector a feature, a text is the mean of its features' vectors.

Served with numpy alone. `knowledge_base/search/model/` holds it with its model card; `python -m
knowledge_base.training` makes it anew. Features that training never saw count for nothing.
"""

import json
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

import numpy as np
from numpy.typing import NDArray

from knowledge_base.search.encoder import Vectors, normalised
from knowledge_base.search.features import features

VECTORS, FEATURES, MODEL = "vectors.npz", "features.txt", "model.json"


class StaticEncoder:
    """`steps` are the vectors in whole numbers, `scales` what one step of each row is worth."""

    unrelated = 0.0

    def __init__(
        self, name: str, vocabulary: Sequence[str], steps: NDArray[np.int8], scales: NDArray[np.float32]
    ) -> None:
        self.name = name
        self._rows = {feature: row for row, feature in enumerate(vocabulary)}
        self._vectors = steps
        self._scales = scales

    @classmethod
    @cache
    def shipped(cls) -> "StaticEncoder":
        """Tells items apart."""
        return cls.read(files("knowledge_base.search").joinpath("model"))

    @classmethod
    @cache
    def of_questions(cls) -> "StaticEncoder":
        """Tells the questions of one guide apart (`knowledge_base/training/questions.py`)."""
        return cls.read(files("knowledge_base").joinpath("questions"))

    @classmethod
    def read(cls, folder: Traversable) -> "StaticEncoder":
        with folder.joinpath(VECTORS).open("rb") as file, np.load(file) as data:
            steps, scales = data["steps"], data["scales"]
        vocabulary = folder.joinpath(FEATURES).read_text(encoding="utf-8").split("\n")
        card = json.loads(folder.joinpath(MODEL).read_text(encoding="utf-8"))
        return cls(str(card["name"]), vocabulary, steps, scales)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """n × dimension; texts come with their words separated by spaces."""
        vectors = np.zeros((len(texts), self._vectors.shape[1]), dtype=np.float32)
        for at, text in enumerate(texts):
            rows = [row for one in features(text.split()) if (row := self._rows.get(one)) is not None]
            if rows:
                vectors[at] = self._scales[rows] @ self._vectors[rows].astype(np.float32) / len(rows)
        return normalised(vectors)
