"""One builder for each kind of page: context in, content out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from layouts.context import Context, PageContent
from layouts.pages import (
    accessibility,
    agencies,
    agency,
    awards,
    compare,
    data,
    findings,
    glossary,
    method,
    ministries,
    ministry,
    overview,
    province,
    provinces,
    recommendations,
    search,
    sources,
)
from layouts.pages.not_found import not_found
from layouts.routes import Page

__all__ = ["builder", "not_found"]

BUILDERS: Mapping[Page, Callable[[Context], PageContent]] = MappingProxyType(
    {
        Page.OVERVIEW: overview.page,
        Page.PROVINCES: provinces.page,
        Page.PROVINCE: province.page,
        Page.MINISTRIES: ministries.page,
        Page.MINISTRY: ministry.page,
        Page.AGENCIES: agencies.page,
        Page.AGENCY: agency.page,
        Page.COMPARE: compare.page,
        Page.FINDINGS: findings.index,
        Page.FINDING: findings.pillar,
        Page.RECOMMENDATIONS: recommendations.page,
        Page.AWARDS: awards.page,
        Page.METHOD: method.page,
        Page.SOURCES: sources.page,
        Page.GLOSSARY: glossary.page,
        Page.DATA: data.page,
        Page.ACCESSIBILITY: accessibility.page,
        Page.SEARCH: search.page,
    }
)


def builder(page: Page) -> Callable[[Context], PageContent]:
    """The builder of a kind of page."""
    return BUILDERS[page]
