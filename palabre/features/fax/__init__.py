"""Fax lines: short numbers to which faxes come, and who gets them by e-mail."""
