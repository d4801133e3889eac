"""What became of the calls: their history, with the story of each."""

from palabre.features.stats.find_calls import story

__all__ = ["story"]
