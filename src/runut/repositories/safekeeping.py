"""Repositories in a backup, and the proof that they are sound: each as one bundle, git's own form for a whole repository in a file."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from runut.repositories import git
from runut.repositories.models import Release, Repository

_HOURS = 3600.0


def bundles(beside: Path) -> Iterator[tuple[int, Path]]:
    """Yield number and bundle of every repository, while people push; an empty file for one that holds nothing.

    A bundle holds the refs as of one moment and all that they reach. It is removed when the next is asked for.
    """
    for number in Repository.objects.filter(forged=None).order_by("pk").values_list("pk", flat=True):
        with tempfile.NamedTemporaryFile(dir=beside, prefix=".git-") as file:
            place = git.folder(number)
            if place.is_dir() and git.run(place, "for-each-ref", "--count=1"):
                git.run(place, "bundle", "create", "--quiet", file.name, "--all", timeout=_HOURS)
            yield number, Path(file.name)


def unbundle(number: int, bundle: Path) -> None:
    """Make the repository of that number from its bundle.

    Raises:
        OSError: The bundle is no bundle, or the disk refuses.
    """
    place = git.make(number)
    if not bundle.stat().st_size:
        return
    try:
        git.run(place, "fetch", "--quiet", str(bundle), "+refs/*:refs/*", timeout=_HOURS)
    except subprocess.CalledProcessError as error:
        raise OSError(error.stderr.decode("utf-8", "replace").strip() or f"git fetch: {error.returncode}") from error


def check_repositories() -> Iterator[tuple[str, str]]:
    """Yield the name of every repository with what is wrong with it; empty: nothing. A release must still name its commit."""
    for number, name in Repository.objects.filter(forged=None).order_by("pk").values_list("pk", "name"):
        place = git.folder(number)
        if not place.is_dir():
            yield name, "the folder is gone"
            continue
        yield name, git.sound(place) or _released(number, place)


def _released(number: int, place: Path) -> str:
    lines = git.run(place, "for-each-ref", "--format=%(refname) %(objectname)", "refs/runut/releases").splitlines()
    kept = dict(line.split(" ") for line in lines)
    for tag, commit in Release.objects.filter(repository_id=number).order_by("pk").values_list("tag", "commit"):
        if kept.get(f"refs/runut/releases/{tag}") != commit:
            return f"release {tag} no longer names {commit}"
    return ""
