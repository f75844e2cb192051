"""Everything that writes in this room."""

from __future__ import annotations

from runut.acceptance.services.builds import FORM, compare_build
from runut.acceptance.services.comparison import add_more, file_comparison, judge, remove_more
from runut.acceptance.services.parts import Shown

__all__ = ["FORM", "Shown", "add_more", "compare_build", "file_comparison", "judge", "remove_more"]
