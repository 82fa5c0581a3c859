"""Trains the static encoder with sentence-transformers. The only file that touches it and torch for training.

Each step sees every item once: a text somebody would write and another text of the same item must be nearer
to each other than to the texts of all other items, so that look-alikes are told apart in every step.
"""

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch  # pyright: ignore[reportMissingImports]
from numpy.typing import NDArray
from sentence_transformers import SentenceTransformer  # pyright: ignore[reportMissingImports]
from sentence_transformers.sentence_transformer.losses import (  # pyright: ignore[reportMissingImports]
    MultipleNegativesRankingLoss,
)
from sentence_transformers.sentence_transformer.modules import (  # pyright: ignore[reportMissingImports]
    StaticEmbedding,
)
from tokenizers import Tokenizer, models, pre_tokenizers

from knowledge_base.progress import Progress
from knowledge_base.search.features import CHARACTER
from knowledge_base.training.texts import Learnt

UNKNOWN = "?"
"""row 0: features seen once, and those of later texts; its vector is nought"""


@dataclass(frozen=True)
class Recipe:
    steps: int = 500
    dimension: int = 256
    scale: float = 15.0
    """what cosines are multiplied by before the softmax"""
    rate: float = 0.05
    dropped: float = 0.2
    """share of features left out of a text, so that no single word decides"""
    seed: int = 7


def train(
    items: Sequence[Learnt], recipe: Recipe, progress: Progress
) -> tuple[list[str], NDArray[np.float32]]:
    """The features and their vectors (n × dimension); the same content and recipe give the same vectors."""
    torch.manual_seed(recipe.seed)
    torch.use_deterministic_algorithms(True)
    counts = _counts(items)
    vocabulary = [UNKNOWN, *sorted(f for f, count in counts.items() if count > 1 or f[0] == CHARACTER)]
    tokenizer = Tokenizer(models.WordLevel({f: row for row, f in enumerate(vocabulary)}, unk_token=UNKNOWN))
    tokenizer.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    static = StaticEmbedding(tokenizer, embedding_weights=_beginning(vocabulary, counts, recipe))
    model = SentenceTransformer(modules=[static], device="cpu")
    loss = MultipleNegativesRankingLoss(
        model, recipe.scale, directions=("query_to_doc", "doc_to_query"), partition_mode="per_direction"
    )
    optimizer = torch.optim.Adam(static.parameters(), lr=recipe.rate)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, recipe.rate, recipe.steps, pct_start=0.1)
    labels = torch.arange(len(items))
    for step, (queries, documents) in enumerate(_batches(items, recipe), 1):
        optimizer.zero_grad()
        loss([static.preprocess(queries), static.preprocess(documents)], labels).backward()
        optimizer.step()
        schedule.step()
        progress("encoder", step, recipe.steps)
    vectors = static.embedding.weight.detach().numpy().copy()
    vectors[0] = 0.0
    return vocabulary, vectors


def _counts(items: Sequence[Learnt]) -> Counter[str]:
    groups = (some for item in items for some in (item.names, item.aliases, item.asked, item.questions))
    texts = (text for some in groups for text in some)
    return Counter(feature for text in texts for feature in set(text.split()))


def _beginning(vocabulary: Sequence[str], counts: Counter[str], recipe: Recipe) -> NDArray[np.float32]:
    """Random directions; the rarer a feature, the longer, so that training begins near tf-idf."""
    rng = np.random.default_rng(recipe.seed)
    vectors = rng.standard_normal((len(vocabulary), recipe.dimension)).astype(np.float32)
    most = max(counts.values())
    rarity = [np.log(1 + most / max(counts[feature], 1)) for feature in vocabulary]
    vectors *= (np.array(rarity, dtype=np.float32) / max(rarity))[:, None]
    vectors[0] = 0.0
    return vectors


def _batches(items: Sequence[Learnt], recipe: Recipe) -> Iterator[tuple[list[str], list[str]]]:
    rng = random.Random(recipe.seed)  # noqa: S311 - reproducible, nothing secret
    for _ in range(recipe.steps):
        yield (
            [_thinned(item.query(rng), recipe.dropped, rng) for item in items],
            [_thinned(item.document(rng), recipe.dropped, rng) for item in items],
        )


def _thinned(text: str, dropped: float, rng: random.Random) -> str:
    kept = [feature for feature in text.split() if rng.random() >= dropped]
    return " ".join(kept) or text
