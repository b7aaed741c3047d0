"""A search hit on a page and in the list of suggestions: where it leads, what it is called."""

from __future__ import annotations

from data.model import Hit, HitKind
from layouts.context import Context
from layouts.routes import Page

MAX_TEXT = 100
"""Characters of a typed text that are looked at and shown again."""


def find(ctx: Context, text: str, *, limit: int) -> tuple[Hit, ...]:
    """The first hits for a typed text: the page of results and the suggestions are one search."""
    return ctx.repo.search(text.strip()[:MAX_TEXT], limit=limit)


def hit_href(ctx: Context, hit: Hit) -> str:
    """The address of what was found: a profile, or the place of a finding on its pillar's page."""
    if hit.entity is not None:
        return ctx.profile_url(hit.entity)
    anchor = f"#{hit.finding_id}" if hit.finding_id else ""
    for pillar in ctx.repo.pillars():
        if pillar.id == hit.pillar_id:
            return ctx.url(Page.FINDING, id=str(pillar.number)) + anchor
    return ctx.url(Page.FINDINGS) + anchor


def hit_kind(ctx: Context, hit: Hit) -> str:
    """What kind of thing was found, in a word or two."""
    if hit.entity is not None:
        return ctx.t(f"level.{hit.entity.level}.one")
    return ctx.t(f"search.kind.{hit.kind}")


def hit_beside(ctx: Context, hit: Hit) -> tuple[str, str]:
    """What stands beside the name, and its language.

    The name in the other language; of a line of a finding the question, for a line such as
    "Instagram" says little.
    """
    if hit.kind is HitKind.FINDING and ctx.name(hit.note):
        return ctx.name(hit.note), ctx.lang
    other = "en" if ctx.lang == "th" else "th"
    name = hit.name.get(other)
    return ("", other) if name == ctx.name(hit.name) else (name, other)
