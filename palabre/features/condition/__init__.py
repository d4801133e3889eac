"""A fork in the road: yes or no, by what a variable holds."""

from palabre.features.condition.rule import Rule

__all__ = ["Rule"]
