"""Checking a case file from the outside in: the archive, the bag, the chain, and whether everything says what the events say."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import BinaryIO, Final, TypeVar

from runut.core import ledger
from runut.core.audit import Audit, audit
from runut.core.errors import CaseFileBroken
from runut.core.ledger import Event
from runut.core.position import NOWHERE, Position, evolve
from runut.core.procedure import Procedure
from runut.formats import toml
from runut.formats.casefile import bag
from runut.formats.casefile.content import (
    CASE,
    EVENTS,
    INDEX,
    Content,
    documents,
    number_of,
    read_content,
    read_events,
    root_of,
    sop_paths,
    texts_named,
)
from runut.formats.casefile.opening import Archive
from runut.formats.casefile.signed import signed
from runut.formats.casefile.writing import bag_texts, payload

_TAGS: Final = (bag.BAGIT, bag.INFO, bag.MANIFEST, bag.TAGS)
_UNREADABLE: Final = (ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError)
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What is being checked (``archive``, ``files``, ``events``, ``answers``), how far it is, and the whole."""

    key: str
    done: int
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """A case file that holds; everything in it was read from the package alone."""

    archive: Archive
    root: str
    events: Sequence[Event]
    content: Content
    sops: Mapping[str, bytes]
    position: Position
    audit: Audit

    @property
    def head(self) -> str:
        """The end of its chain, to be compared with one that was published."""
        return self.events[-1].hash

    @property
    def number(self) -> str:
        """Its register number."""
        return number_of(self.events)

    @property
    def title(self) -> str:
        """What is developed in it."""
        return str(self.events[0].data["title"])

    @property
    def procedures(self) -> dict[str, Procedure]:
        """Each version of its SOP by the hash of its text."""
        return {sha256: toml.load(text.decode()) for sha256, text in self.sops.items()}

    def document(self, sha256: str) -> Iterator[bytes]:
        """Yield the bytes of a filed document."""
        path = next(path for path, one in documents(self.events).items() if one.data["sha256"] == sha256)
        yield from self.archive.blocks(f"{self.root}/{path}")


def verified(file: BinaryIO, *, agent: str, told: Callable[[Step], None] = lambda step: None, head: str = "") -> Verified:
    """Check a case file and return what it holds.

    Args:
        file: The archive, to be read at any place.
        agent: This product and its release.
        told: Is told how far it is.
        head: The end of the chain as it was published elsewhere, if that is to be compared too.

    Raises:
        CaseFileBroken: The first thing that is wrong.
        ChainBroken: The first event that is wrong.
    """
    archive = Archive(file)
    root = archive.entries[0].name.partition("/")[0] if archive.entries else ""
    told(Step(key="archive", done=archive.size, total=archive.size))
    hashes = _bag(archive, root)
    _files(archive, root, hashes, told)
    found = _case(archive, root, head)
    told(Step(key="events", done=len(found.events), total=len(found.events)))
    _papers(found)
    _read(EVENTS, lambda: signed(found))
    _texts(found, hashes, agent)
    told(Step(key="answers", done=1, total=1))
    return found


def _bag(archive: Archive, root: str) -> dict[str, str]:
    """Return the payload's files with their hashes, after the bag's own files were compared."""
    tags = {name: archive.read(f"{root}/{name}") for name in _TAGS}
    if tags[bag.BAGIT] != bag.DECLARATION:
        raise CaseFileBroken(code="casefile_text", name=bag.BAGIT)
    if tags[bag.TAGS] != bag.manifest({name: bag.sha256(tags[name]) for name in _TAGS[:-1]}):
        raise CaseFileBroken(code="casefile_text", name=bag.TAGS)
    version = _read(bag.INFO, lambda: bag.read_info(tags[bag.INFO])).get("Runut-Case-File", "?")
    if version != bag.FORMAT:
        raise CaseFileBroken(code="casefile_version", version=version[:20], own=bag.FORMAT)
    lines = _read(bag.MANIFEST, lambda: [line.split("  ", 1) for line in tags[bag.MANIFEST].decode().splitlines()])
    hashes = _read(bag.MANIFEST, lambda: {name: sha256 for sha256, name in lines})
    if bag.manifest(hashes) != tags[bag.MANIFEST]:
        raise CaseFileBroken(code="casefile_text", name=bag.MANIFEST)
    listed = [f"{root}/{name}" for name in (*_TAGS, *sorted(hashes))]
    if extra := [one.name for one in archive.entries if one.name not in set(listed)]:
        raise CaseFileBroken(code="casefile_extra", name=extra[0])
    if missing := [one for one in listed if one not in archive]:
        raise CaseFileBroken(code="casefile_missing", name=missing[0])
    if listed != [one.name for one in archive.entries]:
        raise CaseFileBroken(code="casefile_text", name=bag.MANIFEST)
    return hashes


def _files(archive: Archive, root: str, hashes: Mapping[str, str], told: Callable[[Step], None]) -> None:
    """Hash every file of the payload, a block at a time."""
    done = 0
    for name, sha256 in hashes.items():
        digest = hashlib.sha256()
        for block in archive.blocks(f"{root}/{name}"):
            digest.update(block)
            done += len(block)
            told(Step(key="files", done=done, total=archive.size))
        if digest.hexdigest() != sha256:
            raise CaseFileBroken(code="casefile_changed", name=name)


def _case(archive: Archive, root: str, head: str) -> Verified:
    """Return the case after its chain was followed and its events were replayed."""
    text, said = archive.read(f"{root}/{EVENTS}"), bag.read_info(archive.read(f"{root}/{bag.INFO}"))
    events: list[Event] = _read(EVENTS, lambda: list(read_events(text)))
    ledger.verify(events, head=said.get("Runut-Head", ""))
    if not events or {one.case for one in events} != {said.get("External-Identifier")} or root != root_of(events):
        raise CaseFileBroken(code="casefile_text", name=bag.INFO)
    if head:
        ledger.verify(events, head=head)
    content = _read(CASE, lambda: read_content(archive.read(f"{root}/{CASE}")))
    if len(content.by) != len(events):
        raise CaseFileBroken(code="casefile_text", name=CASE)
    position = _replayed(events)
    sops = {one.sha256: archive.read(f"{root}/{sop_paths(one.sha256)[0]}") for one in content.procedures}
    for sha256 in (*texts_named(events), *sops):
        if sha256 not in sops or bag.sha256(sops[sha256]) != sha256:
            raise CaseFileBroken(code="casefile_missing", name=sop_paths(sha256)[0])
    answered: Audit = _read(EVENTS, lambda: audit(events))
    return Verified(archive=archive, root=root, events=events, content=content, sops=sops, position=position, audit=answered)


def _replayed(events: Sequence[Event]) -> Position:
    position = NOWHERE
    for event in events:
        try:
            position = evolve(position, event, at=event.at)
        except _UNREADABLE as error:
            raise CaseFileBroken(code="casefile_event", number=event.number) from error
    return position


def _papers(found: Verified) -> None:
    """Every version that a record is about was filed before it."""
    for work in found.audit.works:
        for record in work.records:
            for paper in record.papers:
                if not paper.event:
                    raise CaseFileBroken(code="casefile_unfiled", number=record.event, document=paper.name, version=paper.version)


def _texts(found: Verified, hashes: Mapping[str, str], agent: str) -> None:
    """Every text is what follows from the case, every document is there, and nothing else is.

    What people read (the index) is compared only with what the same release would write: its words may change.
    """
    texts = _read(CASE, lambda: payload(found.events, found.content, found.sops))
    info = bag.read_info(found.archive.read(f"{found.root}/{bag.INFO}"))
    said = info["Bag-Software-Agent"]
    expected = {name: bag.sha256(text) for name, text in texts.items() if said == agent or name not in INDEX.values()}
    expected |= {path: str(filed.data["sha256"]) for path, filed in documents(found.events).items()}
    for name, sha256 in expected.items():
        if name not in hashes:
            raise CaseFileBroken(code="casefile_missing", name=name)
        if hashes[name] != sha256:
            raise CaseFileBroken(code="casefile_answers", name=name)
    known = {*expected, *INDEX.values(), *(sop_paths(one)[1] for one in found.sops)}
    for name in (*sorted(set(hashes) - known), *sorted(known - set(hashes))):
        raise CaseFileBroken(code="casefile_extra" if name in hashes else "casefile_missing", name=name)
    size = sum(one.size for one in found.archive.entries if one.name.startswith(f"{found.root}/data/"))
    if bag_texts(found.events, hashes, size=size, agent=said)[bag.INFO] != found.archive.read(f"{found.root}/{bag.INFO}"):
        raise CaseFileBroken(code="casefile_answers", name=bag.INFO)


def _read(name: str, reading: Callable[[], Value]) -> Value:
    """Return what ``reading`` gives, or say that ``name`` cannot be read so."""
    try:
        return reading()
    except CaseFileBroken:
        raise
    except _UNREADABLE as error:
        raise CaseFileBroken(code="casefile_text", name=name) from error
