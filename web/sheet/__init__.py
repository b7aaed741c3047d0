"""Draws the one-page sheet of an agency as a PDF, in a process of its own.

The web process never imports this package: fonts, shaping and the word list would weigh on every
worker. It starts `python -m web.sheet`, which takes a sheet as JSON and gives back a PDF.
"""
