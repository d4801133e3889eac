"""E-mails on their way: features put them into an outbox, from which none is lost."""

from palabre.features.mail.outbox import CHANNEL, Letter, put

__all__ = ["CHANNEL", "Letter", "put"]
