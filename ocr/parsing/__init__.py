"""One parser a kind of value: printed text → `ocr.values.Value`, or None when there is none in it. Pure."""
