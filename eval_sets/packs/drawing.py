"""Packs into a folder: `cases.jsonl`, `people.yaml` (an account a pack) and `pictures/`. Seeded."""

import hashlib
import json
import random
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import yaml

from eval_sets.documents.distort import LEVELS, Level
from eval_sets.packs.ideal import ideal
from eval_sets.packs.pack import Order, Pack
from eval_sets.packs.packs import compose
from eval_sets.packs.papers import Shown, drawn, shown
from eval_sets.packs.reading import Readings, keep
from eval_sets.packs.scenes import PORTRAIT, Paper
from ocr.types import ReadDocument

CASES, PEOPLE, PICTURES, IDEAL = "cases.jsonl", "people.yaml", "pictures", "ideal.jsonl"
Made = tuple[dict[str, Any], dict[str, Any], Readings]
"""A case, its person, and what its pictures show."""

_OFTEN = (0.18, 0.72, 0.10)
"""How often each of the levels."""


def draw(
    orders: Sequence[Order], folder: Path, seed: int, today: date, processes: int = 1, pictures: bool = True
) -> int:
    """Writes all packs; returns how many pictures they have. Pictures that are there already are kept."""
    (folder / PICTURES).mkdir(parents=True, exist_ok=True)
    work: Callable[[Order], Made] = partial(_drawn, folder=folder, seed=seed, today=today, pictures=pictures)
    made: Iterable[Made]
    if processes > 1:
        with ProcessPoolExecutor(processes) as pool:
            made = list(pool.map(work, orders, chunksize=8))
    else:
        made = [work(order) for order in orders]
    lines = [json.dumps(case, ensure_ascii=False) for case, _, _ in made]
    (folder / CASES).write_text("\n".join(lines) + "\n", encoding="utf-8")
    people = {"people": [person for _, person, _ in made]}
    text = yaml.safe_dump(people, allow_unicode=True, sort_keys=False)
    (folder / PEOPLE).write_text(f"# Invented; drawn with seed {seed}. Nobody here exists.\n{text}", "utf-8")
    ideal_pages = {name: pages for _, _, names in made for name, pages in names.items()}
    keep(folder / IDEAL, ideal_pages)
    return len(ideal_pages)


def _drawn(order: Order, folder: Path, seed: int, today: date, pictures: bool) -> Made:
    pack = compose(order, seed, today)
    names: dict[str, str] = {}
    levels: dict[str, str] = {}
    pages: dict[str, tuple[ReadDocument, ...]] = {}
    for material, paper in pack.papers.items():
        family = order.family or order.id
        what = f"{seed}-{family}-{material}-{paper.model_dump_json()}"
        rng = random.Random(what)
        level: Level = rng.choices(LEVELS, _OFTEN)[0]
        state = rng.getstate()
        page = ideal(paper, pack.stage, rng)
        rng.setstate(state)
        name = f"{family}.{material}.{_digest(what, page, paper, pack)}.jpg"
        names[material], levels[material] = name, level if paper.type != PORTRAIT else "photo"
        pages[name] = (page,)
        file = folder / PICTURES / name
        if pictures and not file.exists():
            file.write_bytes(drawn(paper, pack.stage, level, rng))
    return case_of(pack, names, levels, today), person_of(pack, seed), pages


def _digest(what: str, page: ReadDocument, paper: Paper, pack: Pack) -> str:
    """Of all that shows on the picture: the same paper of the same people is one picture, drawn once."""
    printed = [(field.name, field.value) for field in page.fields]
    lines = [pack.stage.filled(line) for line in paper.lines]
    of = [pack.cast.people.get(who) for who in paper.of.split("+")]
    return hashlib.sha256(f"{what}-{printed}-{lines}-{of}".encode()).hexdigest()[:8]


def case_of(pack: Pack, names: dict[str, str], levels: dict[str, str], today: date) -> dict[str, Any]:
    """The contract's line, with what was planted where and how the pictures were taken."""
    return {
        "id": pack.order.id,
        "item_id": pack.order.item_id,
        "account": account_of(pack.order.id),
        "situation": pack.situation,
        "fields": pack.typed,
        "documents": [f"{material}={PICTURES}/{name}" for material, name in names.items()],
        "findings": list(dict.fromkeys(one.codes[0] for one in pack.planted)),
        "passed": all(one.passes for one in pack.planted),
        "kind": pack.order.kind,
        "trait": pack.order.trait,
        "planted": [one.model_dump(exclude_defaults=True) for one in pack.planted],
        "levels": levels,
        "drawn_on": today.isoformat(),
    }


def account_of(pack_id: str) -> str:
    return "p-" + hashlib.sha256(pack_id.encode()).hexdigest()[:16]


def person_of(pack: Pack, seed: int) -> dict[str, Any]:
    """As the demo people are written: facts and certificates with their sources and days."""
    since = (pack.stage.today - timedelta(days=200)).isoformat()
    facts = {
        name: {"value": value, "source": "评测档案", "on": since} for name, value in pack.profile.items()
    }
    rng = random.Random(f"{seed}-{pack.order.id}-holds")
    held = [_certificate(shown(paper, pack.stage, rng), pack) for paper in pack.holds]
    return {
        "account": account_of(pack.order.id),
        "name": pack.cast.people["self"].name,
        "role": "citizen",
        "about": f"评测用的虚构人，{pack.order.id}",
        "facts": facts,
        "certificates": held,
    }


def _certificate(one: Shown, pack: Pack) -> dict[str, Any]:
    valid_from = pack.stage.today - timedelta(days=400)
    valid_until = pack.stage.today + timedelta(days=900)
    return {
        "document_type": one.document_type,
        "fields": dict(one.fields),
        "valid_from": valid_from.isoformat(),
        "valid_until": valid_until.isoformat(),
    }
