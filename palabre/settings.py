"""Everything that an installation can choose; the only reader of the environment."""

from functools import cached_property
from ipaddress import IPv4Network
from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Settings with their defaults; each is set by `PALABRE_<NAME>` in the environment or a `.env` file."""

    model_config = SettingsConfigDict(env_prefix="PALABRE_", env_file=".env", extra="ignore", frozen=True)

    data: Path = Field(Path("data"), description="where the database, recordings and generated files live")
    cache: Path = Field(
        Path("~/.cache/palabre"), description="downloads shared between runs and clones: the switch"
    )
    database_url: str | None = Field(
        None, validation_alias="DATABASE_URL", description="an external PostgreSQL; unset: embedded"
    )
    asterisk: Path | None = Field(None, description="the switch's program; unset: found or fetched")
    debian_mirror: str | None = Field(None, description="package mirror; unset: the host's own")

    web_address: str = "0.0.0.0"
    web_port: int = 8000
    sip_address: str = "0.0.0.0"
    sip_port: int = 5060
    sip_tls_port: int = 5061
    rtp_start: int = 10000
    rtp_end: int = 19999
    switch_http_port: int = Field(8088, description="loopback only: between the switch and the call process")
    external_address: str | None = Field(None, description="the public address when behind a NAT")

    base_domain: str = Field("palabre.local", description="an account's SIP domain is <name>.<base_domain>")
    guess_limit: int = Field(10, description="wrong passwords a minute before an address is shut out")
    guess_exempt: list[IPv4Network] = Field([], description="networks never shut out")
    outside_allowed: list[str] = Field(
        [], description="hosts inside the network (crm.lan, 127.0.0.1:8080) that scenarios may ask"
    )
    sms_provider: str = Field("outbox", description="who sends text messages; outbox: they are only kept")
    mail_server: str | None = Field(
        None, description="hands e-mails in: smtp://name:password@host:587 or smtps://…; unset: they are kept"
    )
    mail_from: str = Field("palabre@localhost", description="the address that e-mails come from")
    movable_clock: bool = Field(False, description="lets tests move the service's clock")

    @cached_property
    def home(self) -> Path:
        """The data folder, absolute."""
        return self.data.expanduser().absolute()

    @cached_property
    def cache_home(self) -> Path:
        """The cache folder, absolute."""
        return self.cache.expanduser().absolute()
