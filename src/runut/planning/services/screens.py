"""What changes the mockups: screens come, get versions, names and an order, and people comment on their spots.

A picture is a paper's version, filed as every file is. The list of screens is filed with each change of them, as a form under the same
deliverable: a decision names it by its hash, and it names the screens by theirs.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Final

from django.db import transaction

from runut.cases.queries import CasePage, access_case, access_page
from runut.core.errors import Invalid, NotFound, NotPermitted, Refused
from runut.core.legible import check_legible
from runut.core.sentences import Reason, reason
from runut.documents.naming import clean_filename, clean_text, title_of
from runut.documents.services import file_form, file_upload
from runut.documents.sniffing import PICTURES, media_type
from runut.documents.store import Staged
from runut.formats.smaller import whole_picture
from runut.people.queries import Standing
from runut.planning.models.screens import Screen, ScreenComment, ScreenReply
from runut.planning.queries.screens import FORM, KEY, SHOWN, ScreenView, listing, screens_of

LIST: Final = "Daftar layar"
"""The title of the list among the case's papers, which are named in the SOP's language."""
LONGEST: Final = 2000
"""Characters that a comment or an answer may have."""
PAGES: Final = 9999
KINDS: Final = ("answer", "resolve", "reopen")


def add_screens(*, case_id: int, files: Sequence[tuple[Staged, str]], name: str = "", who: Standing, at: datetime) -> list[int]:
    """File pictures or PDFs as screens, all or none, and return their papers; a name that is there already gets its next version.

    Args:
        case_id: The case.
        files: Each a staged file and its name.
        name: What the screen is called, when there is one; empty: as the file.
        who: Somebody who files mockups now.
        at: When.

    Raises:
        NotFound, NotPermitted, Refused: As for `runut.documents.services.file_upload`.
        Invalid: A file is no picture of dots and no PDF, or its name is that of the list.
    """
    titled = [(staged, filename, (clean_text(name) if len(files) == 1 else "") or title_of(filename)) for staged, filename in files]
    for staged, filename, title in titled:
        _check(staged, filename)
        if title.casefold() == LIST.casefold():
            raise Invalid(code="screen_name_taken", name=LIST)
    with transaction.atomic():
        for staged, filename, title in titled:
            file_upload(case_id=case_id, key=KEY, title=title, upload=staged, filename=filename, who=who, at=at)
        _place(screens_of(case_id))
        file_screens(case_id=case_id, who=who, at=at)
    names = {title for _staged, _filename, title in titled}
    return [one.id for one in screens_of(case_id) if one.current.title in names]


def add_version(*, case_id: int, document_id: int, upload: Staged, filename: str, note: str = "", who: Standing, at: datetime) -> None:
    """File the next version of a screen. Raises as `add_screens`, and `NotFound` when the case has no such screen."""
    _check(upload, filename)
    with transaction.atomic():
        _found(case_id, document_id, who)
        file_upload(
            case_id=case_id, key=KEY, title="", upload=upload, filename=filename, note=note, who=who, at=at, document_id=document_id
        )
        file_screens(case_id=case_id, who=who, at=at)


def rename_screen(*, case_id: int, document_id: int, name: str, who: Standing, at: datetime) -> None:
    """Give a screen another name in the gallery; its paper keeps the title under which it was filed.

    Raises:
        Invalid: The name is empty.
        NotFound, NotPermitted, Refused: As for `add_screens`.
    """
    named = clean_text(name)
    if not named:
        raise Invalid(code="text_missing")
    with transaction.atomic():
        _found(case_id, document_id, who)
        _place(screens_of(case_id))
        Screen.objects.filter(document_id=document_id).update(name=named)
        file_screens(case_id=case_id, who=who, at=at)


def move_screen(*, case_id: int, document_id: int, by: int, who: Standing, at: datetime) -> None:
    """Move a screen ``by`` places, down or (below zero) up; past the ends it stays there. Raises as `rename_screen`."""
    with transaction.atomic():
        _found(case_id, document_id, who)
        order = screens_of(case_id)
        place = next(number for number, one in enumerate(order) if one.id == document_id)
        order.insert(max(0, min(len(order) - 1, place + by)), order.pop(place))
        _place(order)
        file_screens(case_id=case_id, who=who, at=at)


def file_screens(*, case_id: int, who: Standing, at: datetime) -> None:
    """File the list of the screens as they stand now: names, order, versions and hashes.

    Raises:
        Invalid: There is no screen yet.
        NotFound, NotPermitted, Refused: As for `runut.documents.services.file_form`.
    """
    screens = screens_of(case_id)
    if not screens:
        raise Invalid(code="screens_none")
    file_form(case_id=case_id, key=KEY, name=LIST, form=FORM, content={"screens": listing(screens)}, who=who, at=at)


def comment_screen(
    *,
    case_id: int,
    document_id: int,
    version: int,
    text: str,
    x: Decimal | None = None,
    y: Decimal | None = None,
    page: int = 1,
    who: Standing,
    at: datetime,
) -> int:
    """Say something about a spot of a screen, or about all of it, and return the comment's number on this screen.

    Args:
        case_id: The case.
        document_id: The screen's paper.
        version: The number of the version that it is about.
        text: What is said; up to 2000 characters.
        x: The spot in per cent from the left; None together with ``y``: the whole.
        y: In per cent from the top.
        page: The page of a PDF, from 1.
        who: Somebody with a part in the case.
        at: When.

    Raises:
        NotFound: No such case for them, or no such screen or version in it.
        NotPermitted: They have no part in the case.
        Refused: The case has ended.
        Invalid: No text, too much of it, or a spot that lies outside.
    """
    said = _text(text)
    if (x is None) != (y is None) or any(one is not None and not 0 <= one <= 100 for one in (x, y)):
        raise Invalid(code="screen_spot")
    if not 1 <= page <= PAGES:
        raise Invalid(code="screen_page", most=PAGES)
    screen = _found(case_id, document_id, who)
    found = next((one for one in screen.versions if one.number == version), None)
    if found is None:
        raise NotFound
    _may_comment(case_id, who, at)
    with transaction.atomic():
        _place(screens_of(case_id))
        row = Screen.objects.select_for_update().get(document_id=document_id)
        number = ScreenComment.objects.filter(screen=row).count() + 1
        ScreenComment.objects.create(
            screen=row, number=number, version_id=found.id, x=x, y=y, page=page, text=said, by_id=who.user_id, at=at
        )
    return number


def reply_to_comment(*, case_id: int, document_id: int, number: int, kind: str, text: str = "", who: Standing, at: datetime) -> None:
    """Answer a comment, say that it is resolved, or open it again; an answer and an opening need words.

    Raises:
        NotFound: No such case for them, or no such comment.
        NotPermitted, Refused: As for `comment_screen`; also Refused when it is resolved, or open, already.
        Invalid: The words are missing or too long, or ``kind`` is none of `KINDS`.
    """
    if kind not in KINDS:
        raise Invalid
    said = _text(text) if kind != "resolve" or text.strip() else ""
    _found(case_id, document_id, who)
    _may_comment(case_id, who, at)
    with transaction.atomic():
        rows = ScreenComment.objects.select_for_update().filter(screen__document_id=document_id, number=number)
        comment = rows.first()
        if comment is None:
            raise NotFound
        if kind != "answer":
            if comment.resolved == (kind == "resolve"):
                raise Refused(reasons=[reason("comment_resolved" if comment.resolved else "comment_open", number=number)])
            ScreenComment.objects.filter(pk=comment.pk).update(resolved=kind == "resolve")
        ScreenReply.objects.create(comment=comment, kind=kind, text=said, by_id=who.user_id, at=at)


def against_comments(page: CasePage) -> tuple[Reason, ...]:
    """Return why the reader of ``page`` cannot comment now: the case has ended, or they have no part in it."""
    if page.position.item is None:
        return (reason("case_ended"),)
    return () if page.actor.performers else (reason("no_part"),)


def _check(staged: Staged, filename: str) -> None:
    """Refuse what is neither a picture of dots nor a PDF; the bytes tell, not the name.

    Raises:
        Invalid: With what to do instead.
    """
    kind = media_type(staged.head, staged.path)
    if kind not in SHOWN:
        raise Invalid(code="screen_svg" if kind == "image/svg+xml" else "screen_kind", name=clean_filename(filename))
    if kind in PICTURES:
        with staged.path.open("rb") as file:
            if not whole_picture(file):
                raise Invalid(code="screen_broken", name=clean_filename(filename))


def _found(case_id: int, document_id: int, who: Standing) -> ScreenView:
    access_case(case_id=case_id, who=who)
    found = next((one for one in screens_of(case_id) if one.id == document_id), None)
    if found is None:
        raise NotFound
    return found


def _place(screens: Sequence[ScreenView]) -> None:
    """Give every screen its row and its place in this order; the names that rows have already stay."""
    Screen.objects.bulk_create(
        [Screen(document_id=one.id, name=one.name, place=number) for number, one in enumerate(screens, 1)],
        update_conflicts=True,
        unique_fields=["document"],
        update_fields=["place"],
    )


def _may_comment(case_id: int, who: Standing, at: datetime) -> None:
    refused = against_comments(access_page(case_id=case_id, who=who, at=at))
    if refused:
        raise (Refused if refused[0].code == "case_ended" else NotPermitted)(reasons=refused)


def _text(text: str) -> str:
    said = text.strip()
    if not said:
        raise Invalid(code="text_missing")
    if len(said) > LONGEST:
        raise Invalid(code="text_too_long", limit=LONGEST)
    check_legible(said)
    return said
