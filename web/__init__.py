"""What Flask serves around Dash: finished pages, static files, headers, cache, health."""
