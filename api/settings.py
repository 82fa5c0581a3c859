"""Every setting, read once from the environment (and `.env`); `.env.example` explains each in words."""

from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

REPOSITORY = Path(__file__).resolve().parent.parent


class Settings(BaseSettings):
    """Settings by their environment names in lower case; each has a default that works on one machine."""

    model_config = SettingsConfigDict(
        env_file=".env", env_file_encoding="utf-8", env_ignore_empty=True, extra="ignore"
    )

    data_dir: Path = Path(".data")
    database_url: str = ""
    chroma_url: str = ""
    content_dir: Path = REPOSITORY / "knowledge_base" / "content"
    web_dir: Path = REPOSITORY / "web"
    encoder_model: str = ""
    ocr_engine: Literal["rapid", "paddle", "none"] | Annotated[str, Field(pattern=r"^[\w.]+:[\w.]+$")] = (
        "rapid"
    )
    ocr_model_dir: Path | None = None
    ocr_workers: int = Field(default=0, ge=0, le=16)
    ocr_queue: int = Field(default=8, ge=1, le=1000)
    speech_engine: (
        Literal["faster-whisper", "sherpa-onnx"] | Annotated[str, Field(pattern=r"^[\w.]+:\w+$")]
    ) = "faster-whisper"
    speech_model_dir: Path | None = None
    speech_model_source: str = Field(default="", pattern=r"^$|^https?://\S+$")
    speech_voice: Literal["espeak", "http", "none"] = "espeak"
    speech_voice_url: str = Field(default="", pattern=r"^$|^https?://\S+$")
    speech_voice_token: str = Field(default="", repr=False)
    speech_voice_name: str = "alloy"
    speech_voice_model: str = "tts-1"
    calls_at_once: int = Field(default=30, ge=0, le=1000)
    calls_by_one: int = Field(default=5, ge=1, le=1000)
    calls_longest_minutes: float = Field(default=30, gt=0, le=240)
    calls_barge_in: bool = True
    calls_paced: bool = True
    calls_token: str = Field(default="", repr=False)
    call_recording: Literal["ask", "off"] = "ask"
    call_recording_days: int = Field(default=30, ge=1, le=3650)
    audiosocket: str = Field(default="", pattern=r"^$|^\S+:\d{1,5}$")
    identity: Literal["demo", "none"] = "demo"
    demo_people: Path | None = None
    miniprogram_platform: Literal["wechat", "fake", "none"] = "fake"
    miniprogram_appid: str = ""
    miniprogram_secret: str = Field(default="", repr=False)
    session_hours: int = Field(default=24, ge=1, le=24 * 30)
    secure_cookies: bool = False
    host: str = "127.0.0.1"
    port: int = Field(default=8000, ge=0, le=65535)
    public_url: str = Field(default="", pattern=r"^$|^https?://\S+$")
    registers_url: str = ""
    registers_token: str = ""
    registers_timeout: float = Field(default=1.0, gt=0, le=10)
    intake_url: str = ""
    intake_keys: Path | None = None
    message_url: str = ""
    message_token: str = ""
    message_characters: int = Field(default=20_000, ge=100)
    model: str = ""
    model_url: str = Field(default="", pattern=r"^$|^https?://\S+$")
    model_key: str = Field(default="", repr=False)
    model_provider: str = "openai"
    models_file: Path | None = None
    model_timeout: float = Field(default=4.0, gt=0, le=60)
    model_timeout_phone: float = Field(default=1.5, gt=0, le=10)
    model_tasks: str = Field(default="understand,word", pattern=r"^(understand|word)(,(understand|word))?$")
    model_structured: Literal["function_calling", "json_schema", "json_mode"] = "function_calling"
    model_options: dict[str, Any] = Field(default={}, repr=False)
    model_price_in: float = Field(default=0, ge=0)
    model_price_out: float = Field(default=0, ge=0)
    model_tokens_a_conversation: int = Field(default=30_000, ge=0)
    model_tokens_a_day: int = Field(default=5_000_000, ge=0)
    model_yuan_a_conversation: float = Field(default=0, ge=0)
    model_yuan_a_day: float = Field(default=0, ge=0)
    model_at_once: int = Field(default=16, ge=1, le=1000)
    agent_steps: int = Field(default=8, ge=1, le=20)
    agent_seconds: float = Field(default=30.0, gt=0, le=300)
    mcp: Literal["on", "off"] = "off"
    mcp_token: str = Field(default="", repr=False)
    mcp_person_token: str = Field(default="", repr=False)
    model_record_days: int = Field(default=30, ge=0, le=3650)
    model_public_name: str = ""
    model_filing_number: str = ""
    service_provider: str = ""
    service_provider_code: str = Field(default="", pattern=r"^[!#-\[\]-~]*$")
    upload_megabytes: int = Field(default=20, ge=1, le=200)
    rate_limit: bool = True
    messages_a_minute: int = Field(default=600, ge=1)
    uploads_a_minute: int = Field(default=120, ge=1)
    logins_a_minute: int = Field(default=120, ge=1)
    voices_a_minute: int = Field(default=240, ge=1)
    log_level: Literal["debug", "info", "warning", "error"] = "info"

    @property
    def database(self) -> str:
        """The database's URL; a SQLite file in the data folder unless one is set."""
        return self.database_url or f"sqlite:///{self.data_dir.resolve() / 'yuxiaozhi.sqlite3'}"

    @property
    def key_file(self) -> Path:
        return self.data_dir / "keys.json"

    @property
    def file_folder(self) -> Path:
        return self.data_dir / "files"

    @property
    def model_folder(self) -> Path:
        """Where `yuxiaozhi models fetch` puts speech models."""
        return self.data_dir / "models"

    @property
    def index_root(self) -> Path:
        return self.data_dir / "index"

    @property
    def upload_bytes(self) -> int:
        return self.upload_megabytes * 1024 * 1024


class IntakeServiceSettings(BaseSettings):
    """Of the reference intake (`yuxiaozhi intake-serve`); by environment with `INTAKE_SERVICE_` before."""

    model_config = SettingsConfigDict(
        env_prefix="INTAKE_SERVICE_", env_file=".env", env_file_encoding="utf-8", env_ignore_empty=True,
        extra="ignore",
    )  # fmt: skip

    data_dir: Path = Path(".intake")
    database_url: str = ""
    keys: Path | None = None
    platform_url: str = "http://127.0.0.1:8000/api/v1/intake"
    admin_token: str = ""
    host: str = "127.0.0.1"
    port: int = Field(default=8100, ge=0, le=65535)

    @property
    def database(self) -> str:
        return self.database_url or f"sqlite:///{self.data_dir.resolve() / 'intake.sqlite3'}"
