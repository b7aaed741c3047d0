"""Finds entities and findings by what readers type, wrongly spelt or on the wrong keyboard."""
