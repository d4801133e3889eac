"""Callers wait in line for the next free agent."""
