"""The source code of a case in the browser: files, history, one commit, branches and tags."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from dulwich.objects import Blob, Commit, ObjectID, Tree
from dulwich.repo import Repo

from runut.base.numbers import whole
from runut.cases.mentions import Named, linked, named_in, numbers_in
from runut.cases.queries import access_case
from runut.core.errors import NotFound
from runut.documents.downloads import POLICY, disposition
from runut.documents.store import blocks
from runut.people.access import Request, permission
from runut.repositories import git
from runut.repositories.access import Admitted, access_repository
from runut.repositories.forges import forge_name
from runut.repositories.queries import reading
from runut.repositories.queries.changes import changes, compare, worth_comparing
from runut.repositories.queries.forging import project_of
from runut.repositories.queries.pushes import pushes
from runut.repositories.queries.releases import released
from runut.repositories.rendering import coloured, readme
from runut.repositories.services import address
from runut.repositories.telling import commit_address

_LONGEST: Final = 255
"""Letters of a branch's name."""


@permission("signed_in")
@require_safe
def code(request: Request, case_id: int) -> HttpResponse:
    """The repository of a case: how to clone it, its branches and tags, its uppermost folder, and what was pushed last."""
    admitted, context = _place(request, case_id, "code")
    project = project_of(case_id=case_id)
    there = (project.kind, project.page) if project and project.made else None
    told = {
        "pushes": [(one, commit_address(case_id, one.commit, there)) for one in pushes(repository_id=admitted.repository.pk, most=10)],
        "released": [(one, commit_address(case_id, one.commit, there)) for one in released(repository_id=admitted.repository.pk)],
    }
    if there:
        return render(request, "repositories/forge.html", context | told | {"project": project, "forge": forge_name()})
    with reading.opened(admitted.repository.pk) as repo:
        named = reading.refs(repo)
        head = reading.resolve(repo, named[0].name) if named else None
        if head is not None:
            latest, _more = reading.history(repo, head)
            context |= _folder(repo, head, "") | {"ref": named[0].name, "latest": _lines(case_id, latest[:5])}
    context |= told | {
        "branches": [one for one in named if not one.is_tag],
        "tags": [one for one in named if one.is_tag],
        "main": git.MAIN,
    }
    return render(request, "repositories/code.html", context)


@permission("signed_in")
@require_safe
def files(request: Request, case_id: int) -> HttpResponse:
    """A folder or a file as it stands in a branch, a tag or a commit (``ref``, ``path``)."""
    admitted, context = _place(request, case_id, "code")
    ref, path = _asked(request)
    with reading.opened(admitted.repository.pk) as repo:
        commit = reading.resolve(repo, ref)
        folder, sha = reading.located(repo, commit, path)
        context |= {"ref": ref, "path": path, "steps": _steps(path), "commit": reading.described(commit)}
        if folder:
            return render(request, "repositories/folder.html", context | _folder(repo, commit, path))
        return render(request, "repositories/file.html", context | _file(repo, sha, path))


@permission("signed_in")
@require_safe
def raw(request: Request, case_id: int) -> HttpResponseBase:
    """The bytes of one file, to be saved."""
    admitted, _context = _place(request, case_id, "code")
    ref, path = _asked(request)
    with reading.opened(admitted.repository.pk) as repo:
        folder, sha = reading.located(repo, reading.resolve(repo, ref), path)
        if folder:
            raise NotFound
        length = reading.size(repo, sha)
    headers = {
        "Content-Length": str(length),
        "Content-Disposition": disposition(path.rpartition("/")[2], inline=False),
        "Content-Security-Policy": POLICY,
        "X-Content-Type-Options": "nosniff",
    }
    content = _bytes(git.folder(admitted.repository.pk), sha)
    return StreamingHttpResponse(content, content_type="application/octet-stream", headers=headers)


def _bytes(place: Path, sha: str) -> Iterator[bytes]:
    with git.speaking(place, "cat-file", "blob", sha) as process:
        assert process.stdout is not None
        yield from blocks(process.stdout)  # type: ignore[arg-type]


@permission("signed_in")
@require_safe
def commits(request: Request, case_id: int) -> HttpResponse:
    """The history of a branch, a tag or a path, newest first."""
    admitted, context = _place(request, case_id, "code")
    ref, path = _asked(request)
    skip = _skipped(request.GET.get("from", ""))
    with reading.opened(admitted.repository.pk) as repo:
        found, more = reading.history(repo, reading.resolve(repo, ref), path=path, skip=skip)
    before = max(skip - reading.PAGE, 0) if skip else None
    context |= {
        "ref": ref,
        "path": path,
        "commits": _lines(case_id, found),
        "next": skip + reading.PAGE if more else None,
        "before": before,
    }
    return render(request, "repositories/commits.html", context)


@permission("signed_in")
@require_safe
def commit(request: Request, case_id: int, sha: str) -> HttpResponse:
    """One commit and what it changed."""
    admitted, context = _place(request, case_id, "code")
    with reading.opened(admitted.repository.pk) as repo:
        found = reading.resolve(repo, sha)
        changed, cut = changes(repo, found)
        told = reading.described(found)
    known = named_in(case_id, [told.subject, told.body])
    context |= {"commit": told, "subject": linked(told.subject, known), "body": linked(told.body, known), "changes": changed, "cut": cut}
    return render(request, "repositories/commit.html", context)


@permission("signed_in")
@require_safe
def comparison(request: Request, case_id: int) -> HttpResponse:
    """What one branch, tag or commit (``ref``) has that another (``base``) has not; asked for neither, the two that are worth it."""
    admitted, context = _place(request, case_id, "code")
    ref, _path = _asked(request)
    base = request.GET.get("base", git.MAIN)
    if len(base) > _LONGEST or "\0" in base:
        raise NotFound
    with reading.opened(admitted.repository.pk) as repo:
        named = reading.refs(repo)
        if not {"ref", "base"} & request.GET.keys():
            base, ref = worth_comparing(repo, named) or (base, base)
        if named and ref != base:
            found = compare(repo, reading.resolve(repo, base), reading.resolve(repo, ref))
            context |= {"compared": found, "changes": found.changes, "cut": found.cut, "commits": _lines(case_id, found.commits)}
    return render(request, "repositories/comparison.html", context | {"refs": named, "ref": ref, "base": base})


def _place(request: Request, case_id: int, active: str) -> tuple[Admitted, dict[str, Any]]:
    admitted = access_repository(case_id=case_id, who=request.standing, at=request.at)
    case = access_case(case_id=case_id, who=request.standing)
    context = {"case": case, "active": active, "repository": admitted.repository, "clone": address(admitted.repository.name)}
    return admitted, context | {"against": admitted.against}


def _asked(request: Request) -> tuple[str, str]:
    """Return branch, tag or hash and the path that the address names."""
    ref, path = request.GET.get("ref", git.MAIN), request.GET.get("path", "").strip("/")
    if len(ref) > _LONGEST or len(path) > 4000 or "\0" in ref + path:
        raise NotFound
    return ref, path


def _lines(case_id: int, commits: Sequence[reading.Committed]) -> list[tuple[reading.Committed, list[Named]]]:
    """Return each commit with the tasks that its message names."""
    texts = [f"{one.subject}\n{one.body}" for one in commits]
    known = named_in(case_id, texts)
    return [(one, [known[number] for number in numbers_in(text) if number in known]) for one, text in zip(commits, texts, strict=True)]


def _skipped(text: str) -> int:
    if not text:
        return 0
    number = whole(text, digits=6)
    if number is None:
        raise NotFound
    return number


def _steps(path: str) -> list[tuple[str, str]]:
    """Return each folder on the way to ``path`` with its own path."""
    parts = path.split("/") if path else []
    return [(part, "/".join(parts[: number + 1])) for number, part in enumerate(parts)]


def _folder(repo: Repo, commit: Commit, path: str) -> dict[str, Any]:
    tree = reading.at_path(repo, commit, path)
    assert isinstance(tree, Tree)
    entries = reading.entries(repo, tree, path)
    told = reading.readme_of(entries)
    text = None
    if told is not None and (told.size or 0) <= reading.LARGEST:
        found = reading.at_path(repo, commit, told.path)
        text = reading.as_text(found.as_raw_string()) if isinstance(found, Blob) else None
    return {"entries": entries, "readme": readme(told.name, text) if told and text else "", "readme_name": told.name if told else ""}


def _file(repo: Repo, sha: str, path: str) -> dict[str, Any]:
    size = reading.size(repo, sha)
    found = repo[ObjectID(sha.encode())] if size <= reading.LARGEST else None
    text = reading.as_text(found.as_raw_string()) if isinstance(found, Blob) else None
    name = path.rpartition("/")[2]
    why = "" if text is not None else _("This file is too large to be shown.") if size > reading.LARGEST else _("This file is not text.")
    lines = coloured(name, text).rstrip("\n").split("\n") if text else []
    return {"name": name, "size": size, "lines": lines, "why": why}
