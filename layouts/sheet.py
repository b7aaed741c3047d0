"""What stands on the one-page sheet of an agency, as plain words: for print and for PDF."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any
from urllib.parse import quote, urlencode

from data.codes import Level, Measure
from data.model import Profile
from layouts import format as fmt
from layouts.advice import advice
from layouts.comparison import against_options, comparison
from layouts.components import charts
from layouts.components.agency_profile import advice_title, peers_name
from layouts.components.numbers import band_name, rank_of_text, rank_range_text, value_text
from layouts.components.profile import group_note
from layouts.context import Context
from layouts.contrasts import Contrast, contrasts
from layouts.figures.describe import as_data
from layouts.routes import Page
from layouts.whatif import SCOPES
from layouts.words import caveat, measure_label

FORMAT = 2
"""Raised when sheets kept from before must be made anew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A rank in words with its ranges."""

    label: str
    rank: str
    ranges: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A heading with lines under it."""

    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """Everything on a sheet, in reading order, ready to be drawn.

    Attributes:
        mark: Word of the data's status where they are simulated, else empty.
        band: Number of the band, 1 to 5; 0 where there is no score.
        chart: Description of the pillars' dot plot as plain data, or None.
        address: What is printed; without a public address it has the host that was asked.
        link: What the QR code holds; empty where no public address is set.
    """

    lang: str
    site: str
    title: str
    name: str
    who: str
    mark: str
    mark_text: str
    score_label: str
    score: str
    band: int
    band_name: str
    change: str
    award: str
    places: tuple[Place, ...]
    chart: dict[str, Any] | None
    contrasts: tuple[Block, ...]
    advice: tuple[Block, ...]
    advice_title: str
    advice_source: str
    method: tuple[str, ...]
    date: str
    issued: str
    address_label: str
    address: str
    link: str

    def as_data(self) -> dict[str, Any]:
        """The sheet as plain dicts, lists and scalars."""
        return asdict(self)


def sheet(ctx: Context, profile: Profile) -> Sheet:
    """The sheet of a profile in the language of the context."""
    overall = profile.scores[Measure.OVERALL]
    has_score = overall.number is not None
    change = profile.change
    return Sheet(
        lang=ctx.lang,
        site=ctx.t("site.name"),
        title=ctx.t("sheet.title", year=fmt.full_year(profile.year, lang=ctx.lang)),
        name=ctx.name(profile.entity.name),
        who=who_line(ctx, profile),
        mark=ctx.t("provenance.simulated.label") if ctx.simulated else "",
        mark_text=ctx.t("status.simulated") if ctx.simulated else "",
        score_label=ctx.t("measure.overall.label"),
        score=fmt.number(overall.number)
        if overall.number is not None
        else ctx.t(f"missing.{overall.missing}.label"),
        band=int(profile.band or 0),
        band_name=band_name(ctx, profile.band) if profile.band else "",
        change=ctx.t(
            "sheet.change",
            year=fmt.year(profile.previous_year or 0, lang=ctx.lang),
            change=value_text(change, measure=Measure.CHANGE, lang=ctx.lang),
        )
        if change.number is not None
        else "",
        award=ctx.t("profile.award", year=fmt.full_year(profile.awards[0].year, lang=ctx.lang))
        if profile.awards
        else "",
        places=_places(ctx, profile),
        chart=_chart(ctx, profile) if has_score else None,
        contrasts=_contrasts(ctx, profile) if has_score else (),
        advice=_advice(ctx, profile) if has_score else (),
        advice_title=advice_title(ctx, contrasts(ctx.repo, profile)).plain,
        advice_source=ctx.t("agency.advice_source"),
        method=method_lines(ctx, year=profile.year),
        date=data_line(ctx),
        issued=ctx.repo.issued,
        address_label=ctx.t("sheet.address"),
        address=address(ctx),
        link=address(ctx) if ctx.settings.public_url else "",
    )


def who_line(ctx: Context, profile: Profile) -> str:
    """The other name, the type, the ministry and the province in one line."""
    entity = profile.entity
    other = entity.name.get("en" if ctx.lang == "th" else "th")
    kinds = {item.id: ctx.name(item.name) for item in ctx.repo.agency_types()}
    parts = [other] if other != ctx.name(entity.name) else []
    if entity.agency_type_id:
        parts.append(kinds[entity.agency_type_id])
    if entity.ministry_id:
        parts.append(ctx.name(ctx.repo.entity(level=Level.MINISTRY, id=entity.ministry_id).name))
    elif entity.level is Level.DEPARTMENT:
        parts.append(ctx.t("agency.independent"))
    if entity.province_id:
        province = ctx.repo.entity(level=Level.PROVINCE, id=entity.province_id)
        parts.append(ctx.t("province.heading", name=ctx.name(province.name)))
    return " · ".join(parts)


def method_lines(ctx: Context, *, year: int) -> tuple[str, ...]:
    """How the numbers came about and what they are not."""
    return (
        ctx.t("sheet.method_simulated" if ctx.simulated else "sheet.method"),
        *filter(None, (caveat(ctx, year),)),
    )


def data_line(ctx: Context) -> str:
    """The date of the data, not that of printing."""
    return ctx.t(
        "sheet.date",
        issued=fmt.date(ctx.repo.issued, lang=ctx.lang),
        version=ctx.repo.version,
        source=charts.source_line(ctx),
    )


def address(ctx: Context) -> str:
    """Where the profile stands: at the public address, else at the host that was asked."""
    return (ctx.settings.public_url or ctx.origin) + profile_path(ctx)


def profile_path(ctx: Context) -> str:
    """The path of the profile without what is only a way of looking at it."""
    year = ctx.address.query.get("year")
    return ctx.url(Page.AGENCY, id=ctx.address.id, **({"year": year} if year else {}))


def pdf_path(ctx: Context, *, lang: str) -> str:
    """The address of the sheet as a PDF, in either language."""
    path, _, query = ctx.address.href(
        lang=lang, against=None, **{f"p{n}": None for n in range(1, 7)}
    ).partition("?")
    return f"{path}.pdf" + (f"?{query}" if query else "")


def report_link(ctx: Context) -> str:
    """A message to the operator about this very page, or nothing where no address is set."""
    if not ctx.settings.contact:
        return ""
    query = urlencode(
        {
            "subject": ctx.t("sheet.report_subject", id=ctx.address.id or ""),
            "body": f"{address(ctx)}\n{ctx.repo.version}\n\n",
        },
        quote_via=quote,
    )
    return f"mailto:{ctx.settings.contact}?{query}"


def _places(ctx: Context, profile: Profile) -> tuple[Place, ...]:
    found = []
    for scope in SCOPES:
        rank = profile.rank(scope=scope)
        if rank is not None and rank.of > 1:
            found.append(
                Place(
                    label=ctx.t(f"profile.rank.{profile.entity.level}.{scope}"),
                    rank=rank_of_text(rank, lang=ctx.lang),
                    ranges=" · ".join(
                        filter(None, (rank_range_text(ctx, rank), group_note(ctx, profile, scope)))
                    ),
                )
            )
    return tuple(found)


def _chart(ctx: Context, profile: Profile) -> dict[str, Any]:
    level_mean = against_options(ctx.repo, profile=profile, lang=ctx.lang)[0]
    shown = comparison(ctx.repo, profile=profile, against=level_mean, lang=ctx.lang)
    return as_data(charts.pillar_charts(ctx, profile=profile, shown=shown).dots)


def _contrasts(ctx: Context, profile: Profile) -> tuple[Block, ...]:
    found = contrasts(ctx.repo, profile)
    peers = peers_name(ctx, profile, found.scope)

    def line(item: Contrast) -> str:
        return ctx.t(
            f"contrast.{'above' if item.points > 0 else 'below'}",
            pillar=measure_label(ctx, item.measure),
            score=fmt.number(item.own),
            points=fmt.number(float(abs(item.points))),
            mean=fmt.number(item.mean),
            peers=peers,
        )

    return tuple(
        Block(
            heading=ctx.t(f"contrast.{side}"),
            lines=tuple(line(item) for item in items)
            or (ctx.t(f"contrast.no_{side}", peers=peers),),
        )
        for side, items in (("strengths", found.strengths), ("gaps", found.gaps))
    )


def _advice(ctx: Context, profile: Profile) -> tuple[Block, ...]:
    weakest = contrasts(ctx.repo, profile).weakest
    return tuple(
        Block(
            heading=measure_label(ctx, item.measure),
            lines=tuple(ctx.name(r.summary) for r in item.recommendations),
        )
        for item in advice(ctx.repo, profile, [c.measure for c in weakest])
    )
