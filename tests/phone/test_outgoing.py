"""Calls outside as carriers and callers live through them: numbers shown, permissions, money, emergencies."""
