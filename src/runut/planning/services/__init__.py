"""Everything that writes plans; one transaction each.

``who`` is the person as they stand today, ``at`` the moment; both come from the door.
"""

from __future__ import annotations

from runut.planning.services.features import (
    FeatureText,
    add_feature,
    change_feature,
    file_features,
    import_features,
    move_feature,
    remove_feature,
    restore_feature,
)

__all__ = [
    "FeatureText",
    "add_feature",
    "change_feature",
    "file_features",
    "import_features",
    "move_feature",
    "remove_feature",
    "restore_feature",
]
