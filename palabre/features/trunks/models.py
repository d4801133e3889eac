"""The table of trunks."""

from sqlalchemy.orm import Mapped, mapped_column

from palabre.kit.tables import Named


class Trunk(Named):
    """A line to a carrier, known by a registration or by its addresses; tried in order of `position`."""

    __tablename__ = "trunks"

    kind: Mapped[str]
    host: Mapped[str]
    port: Mapped[int] = mapped_column(default=5060)
    transport: Mapped[str] = mapped_column(default="udp")
    username: Mapped[str | None]
    secret: Mapped[str | None]
    addresses: Mapped[list[str]] = mapped_column(default=list)
    position: Mapped[int] = mapped_column(default=0)
    timeout_seconds: Mapped[int] = mapped_column(default=8)
    dtmf: Mapped[str] = mapped_column(default="auto")
    enabled: Mapped[bool] = mapped_column(default=True)
    shows_callers: Mapped[bool] = mapped_column(default=False)
    number_format: Mapped[str] = mapped_column(default="plus")
    dial_prefix: Mapped[str] = mapped_column(default="")
    caller_format: Mapped[str] = mapped_column(default="plus")
    weight: Mapped[int] = mapped_column(default=0)
    most_calls: Mapped[int | None]
    endpoint: Mapped[str] = mapped_column(unique=True)

    @property
    def has_secret(self) -> bool:
        """Whether a password is kept."""
        return self.secret is not None
