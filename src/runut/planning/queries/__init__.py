"""Everything that reads plans; views and higher rooms import from here."""

from __future__ import annotations

from runut.planning.queries.features import FeatureRow, feature, features, removed_features
from runut.planning.queries.parts import PartState, part_state

__all__ = ["FeatureRow", "PartState", "feature", "features", "part_state", "removed_features"]
