"""The codes that a company's phones dial for a feature, and what each does."""
