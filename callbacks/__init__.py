"""What the server answers while a page lives: register every callback on an app."""

from __future__ import annotations

from dash import Dash

from callbacks import ministries, profile
from data.current import Repositories
from geo.shapes import ShapeSet
from layouts.settings import Settings


def register(app: Dash, *, repos: Repositories, shapes: ShapeSet, settings: Settings) -> None:
    """Register all callbacks; nothing imports the app."""
    profile.register(app, repos=repos, shapes=shapes, settings=settings)
    ministries.register(app, repos=repos, shapes=shapes, settings=settings)
