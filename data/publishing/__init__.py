"""Puts checked data sets into service, whole or not at all, and takes them back."""
