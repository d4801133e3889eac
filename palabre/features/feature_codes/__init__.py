"""The codes that a company's phones dial for a feature, and what each does."""

from palabre.features.feature_codes.choose import code_digits

__all__ = ["code_digits"]
