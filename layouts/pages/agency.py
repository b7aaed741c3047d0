"""An agency, department or provincial office: who it is, where it stands, what would change it."""

from __future__ import annotations

from data.codes import Measure
from data.model import Profile, UnknownEntity
from layouts.advice import advice
from layouts.comparison import against_options
from layouts.components import agency_profile as own
from layouts.components import profile as parts
from layouts.components.sheet_parts import foot, tools
from layouts.components.simulator import SCRIPT, simulator, switched_off
from layouts.components.tray import tray
from layouts.components.working import working
from layouts.components.years import trend_section
from layouts.context import Context, NotFound, PageContent, rejected
from layouts.contrasts import contrasts
from layouts.markup import Node, html
from layouts.narrative import headline
from layouts.routes import Page
from layouts.whatif import WhatIf, what_if


def page(ctx: Context) -> PageContent:
    """The profile of the agency in the address.

    Raises:
        NotFound: when there is no such agency.
    """
    year = ctx.year()
    try:
        entity = ctx.repo.agency(ctx.address.id or "")
        profile = ctx.repo.profile(level=entity.level, id=entity.id, year=int(year.value))
    except UnknownEntity as error:
        raise NotFound(ctx.address.id) from error
    name = ctx.name(entity.name)
    has_score = profile.scores[Measure.OVERALL].number is not None
    options = against_options(
        ctx.repo, profile=profile, lang=ctx.lang, asked=ctx.address.query.get("against")
    )
    against = ctx.choose("against", options=[o.code for o in options], default=options[0].code)
    chosen = next(o for o in options if o.code == against.value)
    what = what_if(ctx, profile) if has_score else None
    lead = headline(ctx, profile)
    return PageContent(
        title=name,
        description=lead.plain,
        notices={**rejected(year=year, against=against), **(what.notices if what else {})},
        inline=(SCRIPT,) if what else (),
        body=[
            parts.breadcrumb(
                ctx,
                parents=[(ctx.t("page.agencies.nav"), ctx.url(Page.AGENCIES))],
                here=name,
            ),
            html.Div(
                [html.H1(name), parts.year_switch(ctx, year=profile.year)], className="title-row"
            ),
            tray(ctx, profile.entity),
            own.who(ctx, entity),
            tools(ctx),
            parts.award_badge(ctx, profile),
            html.P(lead.nodes, className="lead"),
            parts.facts(ctx, profile) if has_score else own.without_score(ctx, profile),
            parts.pillars(ctx, profile, options=options, chosen=chosen) if has_score else None,
            _further(ctx, profile, what) if has_score else None,
            own.both_years(ctx, profile),
            trend_section(ctx, profile),
            parts.similar_list(
                ctx,
                ctx.repo.similar(level=entity.level, id=entity.id, year=profile.year),
                title=ctx.t("agency.similar"),
            ),
            foot(ctx),
        ],
    )


def _further(ctx: Context, profile: Profile, what: WhatIf | None) -> Node:
    found = contrasts(ctx.repo, profile)
    return [
        own.indicators(ctx, profile),
        own.standing_out(ctx, profile, found),
        own.recommended(
            ctx, advice(ctx.repo, profile, [item.measure for item in found.weakest]), found=found
        ),
        simulator(ctx, profile, what) if what else switched_off(ctx),
        working(ctx, profile),
    ]
