"""Everything that reads papers and their versions; views, API, command line and higher rooms import from here."""

from __future__ import annotations

from runut.documents.queries.papers import (
    Paper,
    Version,
    access_paper,
    access_version,
    cases_with,
    current_form,
    filers,
    form_content,
    is_filed,
    newest_form,
    open_bytes,
    papers_of,
)
from runut.documents.queries.stored import Checked, Storage, check_files, storage, stored_files

__all__ = [
    "Checked",
    "Paper",
    "Storage",
    "Version",
    "access_paper",
    "access_version",
    "cases_with",
    "check_files",
    "current_form",
    "filers",
    "form_content",
    "is_filed",
    "newest_form",
    "open_bytes",
    "papers_of",
    "storage",
    "stored_files",
]
