"""Every setting, read from the environment (`POLYCLINIC_*`) or an `.env` file. `docs/settings.md` lists them all."""

from enum import StrEnum
from pathlib import Path

from pydantic import Field, IPvAnyNetwork, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class Environment(StrEnum):
    """Where this process runs; development is forgiving, production is not."""

    DEVELOPMENT = "development"
    PRODUCTION = "production"


class Settings(BaseSettings):
    """The settings of one process."""

    model_config = SettingsConfigDict(
        env_prefix="POLYCLINIC_", env_file=".env", env_ignore_empty=True, extra="ignore", frozen=True
    )

    environment: Environment = Field(Environment.DEVELOPMENT, description="development or production.")
    mongodb_uri: SecretStr | None = Field(
        None, description="MongoDB replica set. Empty: mongod on PATH, then the embedded one."
    )
    database: str = Field("polyclinic", description="Name of the database.")
    data_dir: Path = Field(Path(".polyclinic"), description="Where the embedded database and local keys live.")
    host: str = Field("127.0.0.1", description="Address the server listens on.")
    port: int = Field(0, ge=0, le=65535, description="Port the server listens on; 0 takes a free one.")
    public_url: str | None = Field(
        None, description="Address people open, when a proxy stands in front. https makes cookies Secure."
    )
    issuer: str = Field("polyclinic", description="`iss` of access tokens.")
    audience: str = Field("polyclinic-api", description="`aud` of access tokens.")
    access_token_minutes: int = Field(10, ge=1, le=60, description="Life of an access token, minutes.")
    session_days: int = Field(60, ge=1, le=400, description="Absolute life of a session, days.")
    code_resend_seconds: int = Field(
        60, ge=1, description="How soon another sign-in code may be sent to a phone, seconds."
    )
    codes_per_phone_per_day: int = Field(5, ge=1, description="Sign-in codes to one phone in a day: each costs an SMS.")
    codes_per_device_per_hour: int = Field(20, ge=1, description="Sign-in codes one device may ask for in an hour.")
    key_file: Path | None = Field(
        None,
        description="File with the house keys (JSON). Empty: DATA_DIR/keys.json, made on first use in development.",
    )
    free_queries: bool | None = Field(
        None, description="Accept GraphQL text, not only trusted documents. Empty: only in development."
    )
    documents_file: Path | None = Field(
        None, description="More trusted documents beside the shipped ones (JSON, the form of `documents.json`)."
    )
    introspection: bool | None = Field(
        None,
        description="Describe the schema to whoever asks, and name its fields in errors. Empty: only in development.",
    )
    operation_seconds: float = Field(2.0, gt=0, le=60, description="Time limit of one GraphQL operation, seconds.")
    requests_per_minute: int = Field(
        6000, ge=0, description="GraphQL requests of one address in a minute, per process; 0 takes the brake off."
    )
    trusted_proxies: tuple[IPvAnyNetwork, ...] = Field(
        (), description="Networks of the proxies whose X-Forwarded-For is believed (JSON list); nobody else's is."
    )
    messages_file: Path | None = Field(
        None, description="Development channel: JSON lines of every message sent. Empty: standard error."
    )
    default_region: str = Field(
        "RU", description="Region for phone numbers written without a country code (ISO 3166-1)."
    )
    log_level: str = Field("INFO", description="DEBUG, INFO, WARNING or ERROR.")
    log_console: bool = Field(default=False, description="Coloured text in place of JSON lines.")

    @property
    def accepts_free_queries(self) -> bool:
        """Say whether GraphQL text is accepted beside trusted documents."""
        return self.free_queries if self.free_queries is not None else self.environment is Environment.DEVELOPMENT

    @property
    def allows_introspection(self) -> bool:
        """Say whether the schema may be described to whoever asks."""
        return self.introspection if self.introspection is not None else self.environment is Environment.DEVELOPMENT

    @property
    def keys(self) -> Path:
        """Where the house keys lie."""
        return self.key_file or self.data_dir / "keys.json"

    @property
    def secure_cookies(self) -> bool:
        """Cookies are Secure in production and wherever people come by https."""
        return self.environment is Environment.PRODUCTION or (self.public_url or "").startswith("https:")
