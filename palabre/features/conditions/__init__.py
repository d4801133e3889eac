"""A fork with many branches, each taken by what variables hold."""
