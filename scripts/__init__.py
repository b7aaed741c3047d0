"""What stands between a fresh clone and a running site."""
