"""What the server answers while a page lives: register every callback on an app."""

from __future__ import annotations

from dash import Dash

from callbacks import profile
from data.repository import ScoreRepository
from geo.shapes import ShapeSet
from layouts.settings import Settings


def register(app: Dash, *, repo: ScoreRepository, shapes: ShapeSet, settings: Settings) -> None:
    """Register all callbacks; nothing imports the app."""
    profile.register(app, repo=repo, shapes=shapes, settings=settings)
