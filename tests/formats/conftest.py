"""How many examples the properties try: the same profiles as for the rules."""

from __future__ import annotations

import tests.core.conftest  # noqa: F401
