"""The office's register of regulations, for everybody who is signed in, and what a case chose from it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db.models import Q, QuerySet

from runut.base.paging import Page, paginate
from runut.core.errors import NotFound
from runut.documents.keeping import Kept
from runut.formats import laws
from runut.formats.laws import KnownLaw
from runut.planning.models.regulations import Regulation

SHORT: Final = {"uu": "UU", "pp": "PP", "perpres": "Perpres", "keppres": "Keppres", "permen": "Permen", "agency": "Peraturan"}
SHORT_LOCAL: Final = {"perda": "Perda", "pergub": "Pergub", "decree": "Keputusan", "circular": "SE", "standard": "", "other": ""}
KINDS: Final = (*SHORT, *SHORT_LOCAL)
"""Kinds of regulations, from the highest to the lowest."""
OFFERED: Final = 30
_FROM_LAWS: Final = {"permenpan": ("permen", "PANRB"), "permendagri": ("permen", "Dalam Negeri")}


@dataclass(frozen=True, slots=True, kw_only=True)
class RegulationView:
    """One regulation of the register; ``file`` is its text, where the office keeps it."""

    id: int
    kind: str
    issuer: str
    number: str
    year: int
    title: str
    address: str
    file: Kept | None
    replaced: bool
    replaced_by: str
    changed_by: str
    changed_at: datetime

    @property
    def citation(self) -> str:
        """How it is cited: ``PP 71/2019``."""
        return citation(self.kind, self.issuer, self.number, self.year)


@dataclass(frozen=True, slots=True, kw_only=True)
class RegulationSearch:
    """What the register is asked for; ``state`` is in_force, replaced or "" for both."""

    q: str = ""
    kind: str = ""
    state: str = ""


def citation(kind: str, issuer: str, number: str, year: int) -> str:
    """Return how a regulation is cited."""
    short = {**SHORT, **SHORT_LOCAL}.get(kind, "")
    return " ".join(part for part in (short, issuer, f"{number}/{year}") if part)


def as_filed(one: RegulationView) -> dict[str, Any]:
    """Return what a case files of a regulation that it chose: as the register says it on that day."""
    return {
        "id": one.id,
        "citation": one.citation,
        "title": one.title,
        "address": one.address,
        "sha256": one.file.sha256 if one.file else "",
        "replaced": one.replaced,
        "replaced_by": one.replaced_by,
    }


def regulation_list(*, search: RegulationSearch, cursor: str = "", size: int = 30) -> Page[RegulationView]:
    """Return a page of the register, the newest first. Queries: 1."""
    page = paginate(_found(search), order=["-year", "kind", "number"], cursor=cursor, size=size)
    return Page(rows=[_view(row) for row in page.rows], next_cursor=page.next_cursor, previous_cursor=page.previous_cursor)


def regulations_export(*, search: RegulationSearch) -> Iterator[RegulationView]:
    """Yield every regulation that is asked for, as a stream. Queries: 1."""
    rows = _found(search).order_by("-year", "kind", "number", "id")
    for row in rows.iterator(chunk_size=500):
        yield _view(row)


def regulation(regulation_id: int) -> RegulationView:
    """Return one regulation. Queries: 1.

    Raises:
        NotFound: There is none.
    """
    row = Regulation.objects.select_related("changed_by").filter(pk=regulation_id).first()
    if row is None:
        raise NotFound
    return _view(row)


def offered(*, q: str, chosen: Iterable[int]) -> list[RegulationView]:
    """Return what a case can choose from: what it chose already, then at most `OFFERED` others that fit ``q``, in force first. Queries: 2."""
    ids = set(chosen)
    kept = Regulation.objects.select_related("changed_by").filter(pk__in=ids).order_by("-year", "kind", "number", "id")
    others = _found(RegulationSearch(q=q)).exclude(pk__in=ids).order_by("replaced", "-year", "kind", "number", "id")[:OFFERED]
    return [_view(row) for row in (*kept, *others)]


def known_missing() -> list[tuple[KnownLaw, str, str]]:
    """Return the regulations that the product knows as replaced and the register lacks, each with its kind and issuer there. Queries: 1."""
    there = set(Regulation.objects.values_list("kind", "issuer", "number", "year"))
    found = []
    for one in laws.entries():
        kind, issuer = _FROM_LAWS.get(one.kind, (one.kind, ""))
        if kind in KINDS and (kind, issuer, one.number, one.year) not in there:
            found.append((one, kind, issuer))
    return found


def _found(search: RegulationSearch) -> QuerySet[Regulation]:
    rows = Regulation.objects.select_related("changed_by")
    for word in search.q.split()[:8]:
        rows = rows.filter(_fits(word))
    if search.kind in KINDS:
        rows = rows.filter(kind=search.kind)
    if search.state:
        rows = rows.filter(replaced=search.state == "replaced")
    return rows


def _fits(word: str) -> Q:
    """Return the condition that a word stands in the regulation; ``71/2019`` and ``PP`` are words of a citation."""
    number, slash, year = word.partition("/")
    if slash and year.isdecimal() and len(year) == 4:
        return Q(number=number, year=int(year))
    fits = Q(title__icontains=word) | Q(issuer__icontains=word) | Q(number__iexact=word)
    if word.isdecimal() and len(word) == 4:
        fits |= Q(year=int(word))
    kinds = [key for key, short in {**SHORT, **SHORT_LOCAL}.items() if short and short.casefold() == word.casefold()]
    return fits | Q(kind__in=kinds) if kinds else fits


def _view(row: Any) -> RegulationView:
    file = Kept(sha256=row.sha256, size=row.size, media_type=row.media_type, filename=row.filename) if row.sha256 else None
    return RegulationView(
        id=row.pk,
        kind=row.kind,
        issuer=row.issuer,
        number=row.number,
        year=row.year,
        title=row.title,
        address=row.address,
        file=file,
        replaced=row.replaced,
        replaced_by=row.replaced_by,
        changed_by=row.changed_by.name,
        changed_at=row.changed_at,
    )
