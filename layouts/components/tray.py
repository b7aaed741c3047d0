"""What is being compared travels in the address: a line on profiles that adds to it."""

from __future__ import annotations

from data.model import Entity
from layouts.comparing import LIMIT, choose, code_of
from layouts.components.comparison import with_query
from layouts.context import Context
from layouts.markup import Node, html
from layouts.routes import Page


def tray(ctx: Context, entity: Entity) -> Node:
    """A link that compares this entity, with those that the address already carries."""
    chosen = choose(ctx.repo, ctx.address.query.get("with", ""))
    code = code_of(entity)
    if not chosen.members:
        return html.P(
            html.A(ctx.t("compare.tray.start"), href=ctx.url(Page.COMPARE, **with_query([code]))),
            className="tray",
        )
    names = ctx.t("compare.and").join(
        ctx.name(member.name) if member else ctx.t(f"profile.mean.{entity.level}")
        for member in chosen.members
    )
    back = html.A(
        ctx.t("compare.tray.back"), href=ctx.url(Page.COMPARE, **with_query(chosen.codes))
    )
    fits = chosen.level is entity.level and code not in chosen.codes and len(chosen.members) < LIMIT
    add = (
        html.A(
            ctx.t("compare.tray.add"),
            href=ctx.url(Page.COMPARE, **with_query([*chosen.codes, code])),
        )
        if fits
        else None
    )
    return html.P(
        [ctx.t("compare.tray.now", names=names), " ", add, " " if add else None, back],
        className="tray",
    )
