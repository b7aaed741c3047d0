"""Measures what is fast here, against a static page that holds the same data."""
