"""Files on their way in: hashed while they stream straight to the store, never held in memory, never written twice.

The handler keeps the browser's whole request below `UPLOAD_LIMIT_MB`, and remembers on the request what went wrong; `received` raises it,
after Django has looked at the form's token.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any, BinaryIO, Final

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile, StopUpload
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.http.multipartparser import MultiPartParser
from django.http.response import HttpResponseBase
from django.utils.datastructures import MultiValueDict
from typing_extensions import override

from runut.base.sentences import say
from runut.core.errors import Invalid, TooLarge
from runut.core.sentences import Reason, reason
from runut.documents.store import BLOCK, Staged, blocks, store

Parsed = tuple[QueryDict, MultiValueDict[str, UploadedFile]]  # type: ignore[type-arg]

_SLACK: Final = BLOCK
"""What the other fields of a form may add to the length of its files."""


class Upload(UploadedFile):  # type: ignore[type-arg]
    """A file that has arrived whole in the store's own folder; kept by a service, or gone when the request ends."""

    def __init__(self, staged: Staged, *, name: str | None) -> None:
        super().__init__(file=staged.path.open("rb"), name=name, size=staged.size)
        self.staged = staged

    @override
    def close(self) -> None:
        super().close()
        self.staged.discard()


class StoreUploadHandler(FileUploadHandler):
    """Django's handler for every form of the site with files in it."""

    chunk_size = BLOCK

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self._staged: Staged | None = None
        self._declared = 0
        self._taken = 0
        self._parsing = False

    @override
    def handle_raw_input(
        self, input_data: Any, META: dict[str, str], content_length: int, boundary: str, encoding: str | None = None
    ) -> Parsed | None:
        """Parse with Django's own parser, but count what arrives: a body that breaks off between two files would pass for a whole one."""
        if self._parsing or self.request is None:
            return None
        self._parsing, self._declared = True, content_length
        counted = _Counted(input_data)
        parsed: Parsed = MultiPartParser(META, counted, self.request.upload_handlers, encoding).parse()  # type: ignore[arg-type]
        if counted.count < content_length and upload_problem(self.request) is None:
            self._note("upload_broken_off")
        return parsed

    @override
    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        if not _may_send(self.request):
            raise SkipFile
        if self._declared > _limit() + _SLACK:
            self._stop()
        self._staged = store().stage()

    @override
    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        assert self._staged is not None
        self._taken += len(raw_data)
        if self._taken > _limit():
            self._staged.discard()
            self._stop()
        self._staged.write(raw_data)

    @override
    def file_complete(self, file_size: int) -> Upload:
        assert self._staged is not None
        return Upload(self._staged.finish(), name=self.file_name)

    @override
    def upload_interrupted(self) -> None:
        self._note("upload_broken_off")
        if self._staged is not None:
            self._staged.discard()

    def _stop(self) -> None:
        """Take no more; what is little more than the limit is read to its end, so that the browser shows the answer."""
        self._note("upload_too_large", limit=settings.UPLOAD_LIMIT_MB)
        raise StopUpload(connection_reset=self._declared > 2 * _limit() + _SLACK)

    def _note(self, code: str, **params: int) -> None:
        if self.request is not None:
            self.request.runut_upload_problem = reason(code, **params)  # type: ignore[attr-defined]


class _Counted:
    """A request body that knows how much of it has come."""

    def __init__(self, source: Any) -> None:
        self._source = source
        self.count = 0

    def read(self, size: int = -1) -> bytes:
        block: bytes = self._source.read(size)
        self.count += len(block)
        return block


def upload_problem(request: HttpRequest) -> Reason | None:
    """Return what went wrong with the files of this request."""
    return getattr(request, "runut_upload_problem", None)


def received(request: HttpRequest, field: str) -> list[Upload]:
    """Return the files of a form's field, whole and not empty.

    Raises:
        TooLarge: Together they are more than the office allows.
        Invalid: The upload broke off, a file is empty, or none was chosen.
    """
    uploads = [one for one in request.FILES.getlist(field) if isinstance(one, Upload)]
    problem = upload_problem(request)
    if problem is not None:
        raise (TooLarge if problem.code == "upload_too_large" else Invalid)(code=problem.code, **problem.params)
    if not uploads:
        raise Invalid(code="file_none")
    for one in uploads:
        if not one.staged.size:
            raise Invalid(code="file_empty", name=one.name or "")
    return uploads


def landed(request: HttpRequest, url: str) -> HttpResponse:
    """Go to ``url`` after an upload; the script that showed its progress goes there itself, so that the message waits for the page."""
    if request.headers.get("X-Requested-With") == "XMLHttpRequest":
        return HttpResponse(status=204, headers={"HX-Redirect": url})
    return HttpResponseRedirect(url)


def store_stream(stream: BinaryIO) -> Staged:
    """Take a raw body or a file into the store's folder; whoever calls keeps it by a service, or discards it.

    Raises:
        TooLarge: It is more than the office allows.
        Invalid: It is empty.
    """
    staged = store().stage()
    try:
        for block in blocks(stream):
            staged.write(block)
            if staged.size > _limit():
                raise TooLarge(code="upload_too_large", limit=settings.UPLOAD_LIMIT_MB)
        if not staged.size:
            raise Invalid(code="file_empty", name="")
    except BaseException:
        staged.discard()
        raise
    return staged.finish()


class LengthRequired:
    """Answers 411 to a body without a length, which Django would read as empty; views marked ``reads_stream`` read it themselves."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self._get_response(request)

    def process_view(self, request: HttpRequest, view: Callable[..., HttpResponseBase], args: Any, kwargs: Any) -> HttpResponse | None:
        chunked = "chunked" in request.META.get("HTTP_TRANSFER_ENCODING", "").lower()
        if not chunked or request.META.get("CONTENT_LENGTH") or getattr(view, "reads_stream", False):
            return None
        return HttpResponse(say(reason("length_required")), status=411, content_type="text/plain; charset=utf-8")


def _limit() -> int:
    return int(settings.UPLOAD_LIMIT_MB) * 1_000_000


def _may_send(request: HttpRequest | None) -> bool:
    """Whether the disk takes anything from whoever asks: people who are signed in, and tokens that a door has let in."""
    if request is None or getattr(request, "standing", None) is not None:
        return True
    with suppress(AttributeError):
        return bool(request.user.is_authenticated)
    return True
