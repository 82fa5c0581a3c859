"""A second process that reads what is published. Arguments: database URL, index folder, item id.

For each line it reads it prints one JSON line: the version cited, whether it is found with a guide, passages.
"""

import json
import sys
from datetime import datetime
from pathlib import Path

from knowledge_base.library import Library
from knowledge_base.search.static import StaticEncoder
from storage.clock import CHONGQING
from storage.database import Database

url, index, item_id = sys.argv[1:]
library = Library(
    Database(url), Path(index), StaticEncoder.shipped(), lambda: datetime(2026, 11, 22, 10, tzinfo=CHONGQING)
)
for line in sys.stdin:
    guide = library.guide(item_id)
    hits = {hit.item.item_id: hit.guide for hit in library.search(line.strip())}
    seen = {
        "version": guide.version if guide else None,
        "found": hits.get(item_id, False),
        "passages": len(library.passages(item_id, line.strip())),
        "sections": len(library.sections(item_id)),
    }
    print(json.dumps(seen), flush=True)  # noqa: T201
