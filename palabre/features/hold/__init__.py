"""What happens while one side has put the other on hold: the company's music, and a reminder."""

from palabre.features.hold.snapshot import Hold

__all__ = ["Hold"]
