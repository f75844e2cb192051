"""Writing a case file as a stream: what is small is made whole, documents are read twice, a block at a time, and never held."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import BinaryIO, Final

from runut.core.audit import answers, audit
from runut.core.errors import Refused
from runut.core.ledger import Event, canonical
from runut.core.sentences import reason
from runut.formats import toml
from runut.formats.casefile import bag, zipping
from runut.formats.casefile.content import AUDIT, CASE, EVENTS, INDEX, Content, documents, events_text, number_of, root_of, sop_paths
from runut.formats.casefile.index import index
from runut.formats.casefile.zipping import Entry
from runut.formats.words import LANGUAGES

BLOCK: Final = 1024 * 1024
Open = Callable[[str], BinaryIO]
"""Opens the bytes with a SHA-256; FileNotFoundError when they are gone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """A document's bytes, after they were read once: what the headers say of them."""

    sha256: str
    size: int
    crc: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """A case file that is ready to be written; ``name`` is that of the file, ``size`` how many bytes `blocks` will give."""

    name: str
    texts: Mapping[str, bytes]
    stored: Mapping[str, Stored]
    order: Sequence[str]
    open: Open

    @property
    def entries(self) -> list[Entry]:
        """The members in their order."""
        return [self._entry(name) for name in self.order]

    @property
    def size(self) -> int:
        """The length of the archive."""
        return zipping.length(self.entries)

    def blocks(self) -> Iterator[bytes]:
        """Yield the archive.

        Raises:
            Refused: A stored file changed while it was packed; what was written is no case file.
        """
        entries = self.entries
        for entry in entries:
            yield zipping.local_header(entry)
            if entry.name in self.texts:
                yield self.texts[entry.name]
            else:
                yield from self._document(entry)
        yield zipping.directory(entries)

    def _entry(self, name: str) -> Entry:
        if name in self.texts:
            return Entry(name=name, size=len(self.texts[name]), crc=zlib.crc32(self.texts[name]))
        return Entry(name=name, size=self.stored[name].size, crc=self.stored[name].crc)

    def _document(self, entry: Entry) -> Iterator[bytes]:
        sha256, crc, size = self.stored[entry.name].sha256, 0, 0
        with self.open(sha256) as file:
            while block := file.read(BLOCK):
                crc, size = zlib.crc32(block, crc), size + len(block)
                yield block
        if (crc, size) != (entry.crc, entry.size):
            raise Refused(reasons=[reason("casefile_stored", document=entry.name, sha256=sha256)])


def package(events: Sequence[Event], content: Content, sops: Mapping[str, tuple[bytes, bytes]], *, open_bytes: Open, agent: str) -> Package:
    """Return the case file of a case.

    Args:
        events: All of its events.
        content: What they do not hold.
        sops: For each version of its SOP, by hash, the file and the printed form.
        open_bytes: Opens a document's bytes.
        agent: The product and its release.

    Raises:
        Refused: A stored file is damaged or gone.
    """
    texts = payload(events, content, {sha256: file for sha256, (file, _) in sops.items()})
    texts |= {sop_paths(sha256)[1]: printed for sha256, (_, printed) in sops.items()}
    stored = {path: _measured(one, open_bytes) for path, one in documents(events).items()}
    hashes = {name: bag.sha256(text) for name, text in texts.items()} | {name: one.sha256 for name, one in stored.items()}
    size = sum(map(len, texts.values())) + sum(one.size for one in stored.values())
    tags = bag_texts(events, hashes, size=size, agent=agent)
    root = root_of(events)
    return Package(
        name=f"{root}.zip",
        texts={f"{root}/{name}": text for name, text in (tags | texts).items()},
        stored={f"{root}/{name}": one for name, one in stored.items()},
        order=[f"{root}/{name}" for name in (*tags, *sorted(hashes))],
        open=open_bytes,
    )


def payload(events: Sequence[Event], content: Content, sops: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return every text of the package that follows from the case, but the printed forms."""
    found = audit(events)
    procedures = {sha256: toml.load(text.decode()) for sha256, text in sops.items()}
    texts = {
        EVENTS: events_text(events),
        CASE: content.text(),
        AUDIT: canonical(answers(found)),
    }
    texts |= {INDEX[language]: index(events, content, found, procedures, language=language) for language in LANGUAGES}
    return texts | {sop_paths(sha256)[0]: text for sha256, text in sops.items()}


def bag_texts(events: Sequence[Event], hashes: Mapping[str, str], *, size: int, agent: str) -> dict[str, bytes]:
    """Return the bag's own files in their order; the last names the hashes of the others."""
    last = events[-1]
    texts = {
        bag.BAGIT: bag.DECLARATION,
        bag.INFO: bag.info(
            uid=last.case,
            number=number_of(events),
            title=str(events[0].data["title"]),
            day=last.at.date().isoformat(),
            files=len(hashes),
            size=size,
            events=last.number,
            head=last.hash,
            agent=agent,
        ),
        bag.MANIFEST: bag.manifest(hashes),
    }
    return texts | {bag.TAGS: bag.manifest({name: bag.sha256(text) for name, text in texts.items()})}


def _measured(filed: Event, open_bytes: Open) -> Stored:
    """Read a document once, to know what its header says, and that it is still what was filed."""
    sha256, digest, crc, size = str(filed.data["sha256"]), hashlib.sha256(), 0, 0
    try:
        with open_bytes(sha256) as file:
            while block := file.read(BLOCK):
                digest.update(block)
                crc, size = zlib.crc32(block, crc), size + len(block)
    except FileNotFoundError:
        digest = hashlib.sha256()
    if digest.hexdigest() != sha256:
        raise Refused(reasons=[reason("casefile_stored", document=str(filed.data["name"]), sha256=sha256)])
    return Stored(sha256=sha256, size=size, crc=crc)
