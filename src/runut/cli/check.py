from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from gettext import gettext as _

from runut.cli.codes import Code
from runut.cli.out import Progress, tell


def about() -> str:
    return _(
        "Prove every case: its chain of events, its rows against their replay, every repository, and every stored file against its hash."
    )


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--no-files", action="store_true", help=_("leave the stored files out, which take longest"))


def run(options: argparse.Namespace) -> Code:
    from runut.cli.start import bring_up, check_tables

    bring_up()
    if damaged := list(_database()):  # nothing else can be believed of such a file
        return _told(damaged)
    check_tables()
    return verdict(files=not options.no_files)


def verdict(*, files: bool) -> Code:
    """Check everything, print every fault and the verdict, and return the code."""
    return _told([*_cases(), *_repositories(), *(_files() if files else ())])


def _told(faults: Sequence[str]) -> Code:
    for one in faults:
        tell(one)
    if faults:
        tell(_("NOT CLEAN: %(count)s faults; the first: %(first)s") % {"count": len(faults), "first": faults[0]})
        return Code.EVIDENCE
    tell(_("Clean: everything recorded proves itself."))
    return Code.DONE


def _database() -> Iterator[str]:
    from runut.base import tables

    for line in tables.damage():
        yield _("the database's file is damaged: %(why)s") % {"why": line}


def _cases() -> Iterator[str]:
    from runut.base.sentences import say
    from runut.cases.checking import check_cases

    progress, done, events = Progress(_("cases")), 0, 0
    for done, one in enumerate(check_cases(), 1):
        events += one.events
        progress.show(done)
        if one.fault:
            told = {"case": one.name, "number": one.number, "why": say(one.fault)}
            yield _("case %(case)s, event %(number)s: %(why)s") % told
    progress.close()
    tell(_("%(cases)s cases, %(events)s events") % {"cases": done, "events": events})


def _repositories() -> Iterator[str]:
    from runut.repositories.safekeeping import check_repositories

    progress, done = Progress(_("repositories")), 0
    for done, (name, wrong) in enumerate(check_repositories(), 1):
        progress.show(done)
        if wrong:
            yield _("repository %(name)s: %(why)s") % {"name": name, "why": wrong}
    progress.close()
    tell(_("%(repositories)s repositories") % {"repositories": done})


def _files() -> Iterator[str]:
    from runut.documents.queries import check_files

    progress, done = Progress(_("stored files")), 0
    for one in check_files():
        done = one.done
        progress.show(one.done, one.total)
        if one.sound:
            continue
        cases = ", ".join(one.cases) or "-"
        told = {"sha256": one.sha256, "found": one.found, "cases": cases}
        if one.found:
            yield _("stored file %(sha256)s now has the hash %(found)s (cases: %(cases)s)") % told
        else:
            yield _("stored file %(sha256)s is gone (cases: %(cases)s)") % told
    progress.close()
    tell(_("%(files)s stored files") % {"files": done})
