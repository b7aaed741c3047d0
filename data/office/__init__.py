"""Turns the files that an office really has into a data set, and never guesses silently."""
