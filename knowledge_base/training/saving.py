"""Writes a static encoder as it is served: each vector in 255 steps, with its features and its card."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from knowledge_base.search.static import FEATURES, MODEL, VECTORS

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


def save(
    folder: Path,
    vocabulary: Sequence[str],
    vectors: NDArray[np.float32],
    recipe: "DataclassInstance",
    kind: str = "static",
) -> str:
    """Gives the encoder's name, which names its content."""
    folder.mkdir(parents=True, exist_ok=True)
    steps, scales = in_steps(vectors)
    np.savez_compressed(folder / VECTORS, steps=steps, scales=scales)
    (folder / FEATURES).write_text("\n".join(vocabulary), encoding="utf-8")
    digest = hashlib.sha256("\n".join(vocabulary).encode() + steps.tobytes() + scales.tobytes()).hexdigest()
    name = f"{kind}-{vectors.shape[1]}-{digest[:12]}"
    card = {"name": name, "features": len(vocabulary), **asdict(recipe)}
    (folder / MODEL).write_text(json.dumps(card, indent=2) + "\n", encoding="utf-8")
    return name


def in_steps(vectors: NDArray[np.float32]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Whole numbers, and what one step of each row is worth."""
    scales = np.abs(vectors).max(axis=1) / 127
    steps = np.round(vectors / np.where(scales == 0, 1, scales)[:, None]).astype(np.int8)
    return steps, scales.astype(np.float32)
