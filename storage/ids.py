"""Opaque ids: 128 random bits, so that none can be guessed."""

import secrets


def new_id(kind: str) -> str:
    """`new_id("app")` → `app_4f…` (32 hex digits)."""
    return f"{kind}_{secrets.token_hex(16)}"
