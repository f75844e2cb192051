"""Results of automated tests, as a pipeline reports them."""

from __future__ import annotations

from datetime import date

from ninja import Form, Router, Status
from pydantic import Field

from runut.api import auth, schemas
from runut.api.auth import ApiRequest, Token
from runut.api.cases import known_id
from runut.cases.queries import access_case
from runut.documents.uploads import received
from runut.people.queries import organisation
from runut.testing import queries, services

router = Router(tags=["tests"])


class ResultsIn(schemas.Strict):
    """Which build the tests in the field ``file`` tried (tag of the release, or commit), and when: today, unless it is said."""

    build: str = Field(min_length=1, max_length=100)
    tested_on: date | None = None


@router.post(
    "/cases/{case_id}/test-results",
    auth=Token(auth.TESTS_WRITE),
    response={200: schemas.TestResultsOut, 201: schemas.TestResultsOut},
    openapi_extra=schemas.ONE_FILE,
)
def report_results(request: ApiRequest, case_id: int, asked: Form[ResultsIn]) -> Status[schemas.TestResultsOut]:
    """Report automated tests as JUnit XML (multipart, the bytes in ``file``). The same file about the same build again: 200, and nothing new."""
    access_case(case_id=known_id(case_id), who=request.standing)
    upload = received(request, "file")[0]
    made, new = services.import_results(
        case_id=case_id,
        upload=upload.staged,
        filename=upload.name or "",
        build=asked.build,
        tested_on=asked.tested_on or organisation().today(request.at),
        who=request.standing,
        at=request.at,
    )
    found = next(one for one in queries.automated(case_id) if one.number == made.number)
    return Status(
        201 if new else 200, schemas.TestResultsOut(**{name: getattr(found, name) for name in schemas.TestResultsOut.model_fields})
    )
