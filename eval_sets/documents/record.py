"""What the engine sees on drawn pictures, kept so that readers can be built without the engine.

`python -m eval_sets.documents.record OUT.jsonl --count 20 --first 1 [--types …] [--levels …]
[--pictures FOLDER]` draws them; `--from FOLDER` reads the pictures of that folder's `index.jsonl`. A line a
picture: `{id, document_type, layout, level, fields, size: [w, h], lines: […]}`, where a line of print is
`[text, confidence, corners, confidence of each character]`. What OUT has already is not read again.
"""

import argparse
import json
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from eval_sets.documents.distort import LEVELS
from eval_sets.documents.hands import each
from eval_sets.documents.pictures import TYPES, Order, Picture, drawn, kept
from ocr.hygiene import open_pages
from ocr.types import OcrEngine


def record(picture: Picture, engine: OcrEngine) -> str:
    """The line of one picture, of its first page."""
    page = open_pages(picture.data)[0]
    height, width = page.shape[:2]
    lines = [
        [
            line.text,
            round(line.confidence, 3),
            [[round(x), round(y)] for x, y in line.corners],
            [round(one, 3) for one in line.characters],
        ]
        for line in engine.read(page)
    ]
    row = {
        "id": picture.id,
        "document_type": picture.document_type,
        "layout": picture.layout,
        "level": picture.level,
        "fields": dict(picture.fields),
        "size": [width, height],
        "lines": lines,
    }
    return json.dumps(row, ensure_ascii=False)


def _recorded(order: Order, engine: OcrEngine, pictures: Path | None) -> str:
    picture = order.picture()
    if pictures is not None:
        (pictures / f"{picture.id}.jpg").write_bytes(picture.data)
    return record(picture, engine)


def main() -> None:
    options = _options()
    done: set[str] = set()
    if options.out.exists():
        done = {json.loads(line)["id"] for line in options.out.read_text(encoding="utf-8").splitlines()}
    if options.pictures is not None:
        options.pictures.mkdir(parents=True, exist_ok=True)
    if options.folder is not None:
        asked: Iterator[Order] = iter(kept(options.folder / "index.jsonl"))
    else:
        asked = iter(drawn(options.types, options.levels, options.first, options.count))
    orders = [order for order in asked if order.id not in done]
    with options.out.open("a", encoding="utf-8") as out:
        for line in each(partial(_recorded, pictures=options.pictures), orders, options.processes):
            out.write(line + "\n")
            out.flush()
    sys.stdout.write(f"{len(orders)} recorded, {len(done)} were there\n")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--count", type=int, default=5)
    parser.add_argument("--first", type=int, default=1)
    parser.add_argument("--types", nargs="+", choices=TYPES, default=TYPES)
    parser.add_argument("--levels", nargs="+", choices=LEVELS, default=LEVELS)
    parser.add_argument("--pictures", type=Path)
    parser.add_argument("--from", dest="folder", type=Path)
    parser.add_argument("--processes", type=int, default=2)
    return parser.parse_args()


if __name__ == "__main__":
    main()
