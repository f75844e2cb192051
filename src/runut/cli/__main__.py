"""``python -m runut.cli``: the same as ``runut``."""

from __future__ import annotations

import sys

from runut.cli import main

if __name__ == "__main__":
    sys.exit(main())
