"""What a page builder is given, and what it gives back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from data.codes import DataStatus, Level, Missing, Provenance
from data.model import Entity, Name
from data.repository import ScoreRepository
from geo.shapes import ShapeSet
from layouts import routes
from layouts.figures.describe import AnyChart
from layouts.markup import Node
from layouts.routes import Address, Page
from layouts.settings import Settings
from layouts.text import rich, translate

PROFILE_PAGES = {
    Level.PROVINCE: Page.PROVINCE,
    Level.MINISTRY: Page.MINISTRY,
    Level.DEPARTMENT: Page.AGENCY,
    Level.OFFICE: Page.AGENCY,
    Level.LOCAL: Page.AGENCY,
}


class NotFound(LookupError):
    """The path has the form of a page, but no such thing exists."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A query parameter after validation; `rejected` is what the reader gave, if unusable."""

    value: str
    rejected: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """The data, the language and the address for which a page is built.

    Attributes:
        origin: scheme and host that permanent links begin with; empty where none is known.
    """

    repo: ScoreRepository
    shapes: ShapeSet
    settings: Settings
    address: Address
    origin: str = ""

    @property
    def lang(self) -> str:
        """Language of the page, "th" or "en"."""
        return self.address.lang

    @property
    def superseded(self) -> bool:
        """Whether the data are an earlier version that the reader asked for."""
        return bool(self.address.asof)

    @property
    def simulated(self) -> bool:
        """Whether the scores are simulated."""
        return self.repo.status is DataStatus.SIMULATED

    @property
    def score_provenance(self) -> Provenance:
        """The provenance of everything that comes from scores."""
        return Provenance.SIMULATED if self.simulated else Provenance.OFFICIAL

    @property
    def provenances(self) -> tuple[Provenance, ...]:
        """The kinds of number that readers can meet; official data hold no simulated one."""
        gone = () if self.simulated else (Provenance.SIMULATED,)
        return tuple(item for item in Provenance if item not in gone)

    @property
    def missing_kinds(self) -> tuple[Missing, ...]:
        """The ways of having no value that readers can meet."""
        gone = () if self.simulated else (Missing.NOT_IN_SIMULATION,)
        return tuple(item for item in Missing if item not in gone)

    @property
    def permanent(self) -> str:
        """The address that reopens exactly this view, with the data of today."""
        return self.origin + self.address.href(asof=self.repo.version)

    def t(self, key: str, **values: object) -> str:
        """The text under a key in the page's language."""
        return translate(key, lang=self.lang, **values)

    def rich(self, key: str, **values: object) -> list[Node]:
        """The text under a key with components in the places of its placeholders."""
        return rich(key, lang=self.lang, **values)

    def name(self, name: Name) -> str:
        """A name in the page's language."""
        return name.get(self.lang)

    def url(self, page: Page, /, *, id: str | None = None, **query: str) -> str:
        """The address of another page in the page's language, on the same version."""
        return routes.url(page, lang=self.lang, id=id, **query, **self.address.pin)

    def profile_url(self, entity: Entity, **query: str) -> str:
        """The address of an entity's profile."""
        return self.url(PROFILE_PAGES[entity.level], id=entity.id, **query)

    def choose(self, parameter: str, *, options: Sequence[str], default: str) -> Choice:
        """A query parameter if it is one of the options, else the default and what was given."""
        given = self.address.query.get(parameter)
        if given is None or given in options:
            return Choice(value=given or default)
        return Choice(value=default, rejected=given)

    def year(self) -> Choice:
        """The year that the address asks for, by default the latest."""
        years = [str(year) for year in self.repo.years]
        return self.choose("year", options=years, default=str(self.repo.latest))


@dataclass(frozen=True, slots=True, kw_only=True)
class PageContent:
    """A finished page: the tree of its main part and what stands around it.

    Attributes:
        title: without the site's name.
        notices: parameters that could not be used, with what was given, said at the top.
        inline: inline scripts that the page needs from first paint.
        card: the chart whose picture stands for the page where a link to it is shown.
        rows: whether the page shows rows of a kind that can be had as a file, if its kind has any.
        published: whether all its numbers are published ones, even while scores are simulated.
    """

    title: str
    description: str
    body: Node
    status: int = 200
    notices: Mapping[str, str] = field(default_factory=dict)
    inline: Sequence[str] = ()
    card: AnyChart | None = None
    rows: bool = True
    published: bool = False


def rejected(**choices: Choice) -> dict[str, str]:
    """The parameters whose values could not be used."""
    return {name: c.rejected for name, c in choices.items() if c.rejected is not None}
