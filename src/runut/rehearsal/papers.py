"""Filing what a rehearsal made up, through the doors of the documents room."""

from __future__ import annotations

import io
from datetime import datetime
from random import Random

from runut.documents.services import file_form, file_upload
from runut.documents.uploads import store_stream
from runut.people.queries import Standing
from runut.rehearsal.contents import Occasion, form_for, text_for


def file_paper(occasion: Occasion, *, case_id: int, who: Standing, at: datetime, rng: Random) -> None:
    """File a form where a room has one for the deliverable, else a text.

    Raises:
        NotPermitted, Refused: As `runut.documents.services.file_upload`.
    """
    form = form_for(occasion, rng)
    if form:
        file_form(
            case_id=case_id,
            key=occasion.key,
            name=occasion.name,
            form=form.form,
            content=form.content,
            ends_on=occasion.ends_on,
            who=who,
            at=at,
        )
        return
    file_upload(
        case_id=case_id,
        key=occasion.key,
        title=occasion.name,
        upload=store_stream(io.BytesIO(text_for(occasion, rng))),
        filename=f"{occasion.key}.txt",
        ends_on=occasion.ends_on,
        who=who,
        at=at,
    )
