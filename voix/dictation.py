"""Speech to text on this machine, by faster-whisper and a model in a folder: nothing is fetched, nothing leaves.

Imported only when VOIX_SPEECH_MODEL names such a folder (`pip install "onze-voix[speech]"`). Implements
`services.recordings.transcribing.Dictation`.
"""

import threading
from io import BytesIO
from pathlib import Path
from typing import Any

_THREADS = 2  # parents come first


class Whisper:
    """One model, loaded when it is first asked for. One recording at a time."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._model: Any = None
        self._turn = threading.Lock()

    def draft(self, recording: bytes, language: str) -> str:
        """What the model hears, "" when that is nothing."""
        with self._turn:
            segments, _ = self._loaded().transcribe(
                BytesIO(recording), language=language.partition("-")[0], beam_size=5
            )
            return " ".join(segment.text.strip() for segment in segments).strip()

    def _loaded(self) -> Any:
        if self._model is None:
            from faster_whisper import WhisperModel

            self._model = WhisperModel(
                str(self._folder), device="cpu", compute_type="int8", cpu_threads=_THREADS, local_files_only=True
            )
        return self._model
