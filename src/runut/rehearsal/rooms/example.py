"""An example application: everything that its people write, draw and program, kept as the files that they would bring.

Texts are Indonesian constants and not translated: the same seed must give the same hashes in every language.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any


@dataclass(frozen=True)
class Example:
    """The folder ``examples/<key>``: its texts (``texts.toml``) and files."""

    key: str

    @property
    def folder(self) -> Traversable:
        """Where the files lie."""
        return files("runut.rehearsal").joinpath("examples", self.key)

    @cached_property
    def texts(self) -> Mapping[str, Any]:
        """What its people write, by occasion."""
        return tomllib.loads(self.read("texts.toml").decode())

    def read(self, name: str) -> bytes:
        """Return a file."""
        return self.folder.joinpath(name).read_bytes()

    def has(self, name: str) -> bool:
        """Whether there is a file of that name."""
        return self.folder.joinpath(name).is_file()

    def round(self, part: str, number: int) -> Any:
        """Return what the texts say of ``part`` in a round; the last one stands for all that follow."""
        said = self.texts.get(part) or [{}]
        return said[min(number, len(said)) - 1]
