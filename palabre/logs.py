"""Where our processes write what happens to them."""

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path

SIZE, OLDER = 10_000_000, 3


def log_to(file: Path) -> None:
    """Everything from INFO up into a file that never grows past some megabytes."""
    file.parent.mkdir(parents=True, exist_ok=True)
    handler = RotatingFileHandler(file, maxBytes=SIZE, backupCount=OLDER, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    logging.getLogger("httpx").setLevel(logging.WARNING)
