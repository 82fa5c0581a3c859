"""One reader a document type; `ocr.readers.registry` lists them."""
