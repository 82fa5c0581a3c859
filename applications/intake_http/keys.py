"""The keys of one side of the hand-off: its own, of which one signs, and those of the other it trusts.

A file of JSON, mode 0600, read again when it changes, so that keys are rotated beside a running server:
the new key is trusted by the other side first, then signs, then the old one is taken out.

    {"sign": "ours-2", "own": {"ours-2": {"algorithm": "ed25519", "private": "<base64>"}},
     "trusted": {"city-1": {"algorithm": "ed25519", "public": "<base64>"},
                 "city-0": {"algorithm": "hmac-sha256", "secret": "<base64>", "until": "<ISO 8601>"}}}
"""

import json
import secrets
from base64 import b64decode, b64encode
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from applications.errors import IntakeKeysError
from storage.durable import write_durably

Algorithm = Literal["ed25519", "hmac-sha256"]
SHORTEST_SECRET = 32
"""Bytes: as long as the digest (RFC 2104, section 3)."""


@dataclass(frozen=True, slots=True)
class OwnKey:
    key_id: str
    algorithm: Algorithm
    key: Ed25519PrivateKey | bytes


@dataclass(frozen=True, slots=True)
class TrustedKey:
    algorithm: Algorithm
    key: Ed25519PublicKey | bytes
    until: datetime | None = None


class IntakeKeys:
    """Safe to share between threads; raises `IntakeKeysError` when the file is none."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._seen: tuple[int, int] | None = None
        self._own: OwnKey | None = None
        self._trusted: dict[str, TrustedKey] = {}
        if path is not None:
            self._follow(path)

    def signing(self) -> OwnKey:
        if self._path is not None:
            self._follow(self._path)
        if self._own is None:
            raise IntakeKeysError("no key to sign with: set INTAKE_KEYS (see `yuxiaozhi intake-keys`)")
        return self._own

    def trusted(self, algorithm: Algorithm, now: datetime) -> dict[str, Ed25519PublicKey | bytes]:
        """By key id; without a key file nobody is trusted."""
        if self._path is not None:
            self._follow(self._path)
        return {
            key_id: key.key
            for key_id, key in self._trusted.items()
            if key.algorithm == algorithm and (key.until is None or now < key.until)
        }

    def _follow(self, path: Path) -> None:
        try:
            found = path.stat()
            if self._seen == (found.st_ino, found.st_mtime_ns):
                return
            held = json.loads(path.read_text(encoding="ascii"))
            trusted = {key_id: _trusted(entry) for key_id, entry in held["trusted"].items()}
            own = _own(held["sign"], held["own"][held["sign"]])
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise IntakeKeysError(f"{path} can't be read as a key file of the intake") from error
        self._own, self._trusted = own, trusted
        self._seen = (found.st_ino, found.st_mtime_ns)


def introduce(ours: Path, theirs: Path, algorithm: Algorithm) -> str:
    """Gives the side of `ours` a new key that signs and that `theirs` trusts; makes the files if need be.

    Older keys stay trusted, so that what is on its way still counts. Gives the new key's id.
    """
    key_id = f"{ours.stem}-{secrets.token_hex(4)}"
    if algorithm == "ed25519":
        private = Ed25519PrivateKey.generate()
        own = {"algorithm": algorithm, "private": _text(private.private_bytes_raw())}
        trusted = {"algorithm": algorithm, "public": _text(private.public_key().public_bytes_raw())}
    else:
        own = trusted = {"algorithm": algorithm, "secret": _text(secrets.token_bytes(SHORTEST_SECRET))}
    other = _held(theirs)
    other["trusted"][key_id] = trusted
    _keep(theirs, other)  # first, so that nothing is signed yet that the other side does not know
    held = _held(ours)
    held["own"][key_id], held["sign"] = own, key_id
    _keep(ours, held)
    return key_id


def _held(path: Path) -> dict[str, Any]:
    if not path.exists():
        return {"sign": "", "own": {}, "trusted": {}}
    return json.loads(path.read_text(encoding="ascii"))


def _keep(path: Path, held: dict[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    write_durably(path, json.dumps(held, indent=1).encode("ascii"))


def _own(key_id: str, entry: dict[str, str]) -> OwnKey:
    if entry["algorithm"] == "ed25519":
        return OwnKey(key_id, "ed25519", Ed25519PrivateKey.from_private_bytes(b64decode(entry["private"])))
    return OwnKey(key_id, "hmac-sha256", _secret(entry))


def _trusted(entry: dict[str, str]) -> TrustedKey:
    until = datetime.fromisoformat(entry["until"]) if "until" in entry else None
    if until is not None and until.tzinfo is None:
        raise ValueError("until needs a zone")
    if entry["algorithm"] == "ed25519":
        return TrustedKey("ed25519", Ed25519PublicKey.from_public_bytes(b64decode(entry["public"])), until)
    return TrustedKey("hmac-sha256", _secret(entry), until)


def _secret(entry: dict[str, str]) -> bytes:
    secret = b64decode(entry["secret"])
    if entry["algorithm"] != "hmac-sha256" or len(secret) < SHORTEST_SECRET:
        raise ValueError("an HMAC secret has 32 bytes or more")
    return secret


def _text(data: bytes) -> str:
    return b64encode(data).decode("ascii")
