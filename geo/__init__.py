"""Province boundaries turned into small, hashed shapes for the map, at build time."""
