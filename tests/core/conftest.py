"""How many examples the properties try: few and always the same ones, or with RUNUT_TEST_THOROUGH=1 many and new ones."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

settings.register_profile("quick", max_examples=40, stateful_step_count=25, deadline=None, derandomize=True, database=None)
settings.register_profile(
    "thorough", max_examples=1500, stateful_step_count=60, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("thorough" if os.environ.get("RUNUT_TEST_THOROUGH") else "quick")
