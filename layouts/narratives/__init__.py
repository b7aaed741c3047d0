"""Longer texts by rules, one room for each kind of profile."""
