"""Picture → facts: hygiene, an engine behind a protocol, one reader a document type."""
