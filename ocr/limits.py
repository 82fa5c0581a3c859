"""How much of an uploaded file is opened. All limits hold before anything is decoded."""

MAX_BYTES = 20 * 1024 * 1024
MAX_PIXELS = 50_000_000
"""Of one page. A 48-megapixel telephone passes; a decompression bomb does not."""

MAX_PAGES = 60
"""All fourteen kinds of document with four pages each in one file, and some to spare."""

MAX_TOTAL_PIXELS = 500_000_000
"""Of all pages of a file: 57 A4 pages scanned at 300 dots an inch."""
