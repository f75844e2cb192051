"""Reading features from a CSV file or an Excel workbook."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from runut.base.sheets import Table, read_table
from runut.core.errors import Invalid, Refused
from runut.people.access import Request, permission
from runut.planning import services
from runut.planning.exchange.features import read_features
from runut.planning.forms.features import PRIORITIES
from runut.planning.queries import features
from runut.planning.services import FeatureText
from runut.planning.services.features import KEY, MOST, NAME, TEXT
from runut.planning.views.importing import Preview, import_list
from runut.planning.views.place import Place, place_of


class Features:
    """A file of features."""

    title = gettext_lazy("Import features")
    listed = gettext_lazy("Feature list")
    lead = gettext_lazy(
        "A CSV file or an Excel workbook (XLSX) whose first row names the columns: feature, what for whom, priority, acceptance criteria. A row with"
        " the number of a feature changes it, the others are added."
    )
    accept = ".csv,.xlsx,text/csv"
    back = "planning:features"

    def table(self, name: str, data: bytes) -> Table:
        """Return the file's rows."""
        return read_table(name, data)

    def preview(self, place: Place, table: Table) -> Preview:
        """Return what the rows would do."""
        known = {one.number for one in features(case_id=place.case_id)}
        lines, faults = read_features(table, known=known, name_limit=NAME, text_limit=TEXT)
        words = {value: str(label) for value, label in PRIORITIES}
        changed = sum(one.number is not None for one in lines)
        if len(known) + len(lines) - changed > MOST:
            raise Invalid(code="features_many", most=MOST)
        return Preview(
            said=_("%(added)s features would be added, %(changed)s looked at for changes.")
            % {"added": len(lines) - changed, "changed": changed},
            heads=[_("Number"), _("Feature"), _("What for whom"), _("Priority"), _("Acceptance criteria")],
            rows=[
                [f"F{one.number}" if one.number else _("new"), one.name, one.purpose, words[one.priority], one.criteria] for one in lines
            ],
            faults=faults,
        )

    def write(self, place: Place, table: Table, request: Request) -> str:
        """Write the rows."""
        known = {one.number for one in features(case_id=place.case_id)}
        lines, faults = read_features(table, known=known, name_limit=NAME, text_limit=TEXT)
        if faults:
            raise Refused(reasons=[one.reason for one in faults])
        rows = [
            (one.number, FeatureText(name=one.name, purpose=one.purpose, priority=one.priority, criteria=one.criteria)) for one in lines
        ]
        added, changed = services.import_features(case_id=place.case_id, rows=rows, who=request.standing, at=request.at)
        return _("%(added)s features are added, %(changed)s changed.") % {"added": added, "changed": changed}


@permission("signed_in")
@require_http_methods(["GET", "HEAD", "POST"])
def import_features(request: Request, case_id: int, key: str) -> HttpResponse:
    """Read features from a file."""
    return import_list(request, place_of(request, case_id, key, known=KEY), Features())
