"""Draws the samples of `samples/index.jsonl` that are not there yet: `python -m eval_sets.documents.ship`.

Delete a picture to have it drawn anew.

They are shipped because the demo and the journeys must run on machines that have no Chinese font.
"""

import io
import json
from pathlib import Path

from PIL import Image

from eval_sets.documents.draw import draw

FOLDER = Path(__file__).parent / "samples"
LARGEST = 120_000
"""Bytes of one picture; the repository stays small."""

_LONGEST_SIDE = 1200


def main() -> None:
    for number, line in enumerate((FOLDER / "index.jsonl").read_text(encoding="utf-8").splitlines()):
        row = json.loads(line)
        if (FOLDER / row["image"]).exists():
            continue
        picture = draw(row["document_type"], row["fields"], seed=number)
        picture.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE), Image.Resampling.LANCZOS)
        (FOLDER / row["image"]).write_bytes(_jpeg(picture))


def _jpeg(picture: Image.Image) -> bytes:
    """As good as fits into `LARGEST` bytes."""
    for quality in (90, 80, 70, 60):
        buffer = io.BytesIO()
        picture.save(buffer, "JPEG", quality=quality, optimize=True)
        if buffer.tell() <= LARGEST:
            break
    return buffer.getvalue()


if __name__ == "__main__":
    main()
