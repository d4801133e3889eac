"""Signs what is sent, as standardwebhooks.com describes it: a receiver can tell that it comes from us."""

import base64
import hashlib
import hmac
import secrets
from datetime import datetime

PREFIX = "whsec_"
SECRET_BYTES = 32


def new_secret() -> str:
    """A secret that sender and receiver share."""
    return PREFIX + base64.b64encode(secrets.token_bytes(SECRET_BYTES)).decode()


def signed(secret: str, delivery: str, at: datetime, body: str) -> tuple[tuple[str, str], ...]:
    """The headers that prove origin and age: id, time, and HMAC-SHA256 over `id.time.body`."""
    seconds = str(int(at.timestamp()))
    key = base64.b64decode(secret.removeprefix(PREFIX))
    content = f"{delivery}.{seconds}.{body}".encode()
    signature = base64.b64encode(hmac.digest(key, content, hashlib.sha256)).decode()
    return (
        ("webhook-id", delivery),
        ("webhook-timestamp", seconds),
        ("webhook-signature", f"v1,{signature}"),
    )
