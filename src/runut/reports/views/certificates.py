"""Taking a certificate out of use that signed a report of this office."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from runut.cases.queries import access_case, signings
from runut.core.errors import Invalid, NotFound, NotPermitted, Refused
from runut.core.sentences import Reason, reason
from runut.people.access import Request, may, permission
from runut.people.queries import organisation
from runut.people.services import withdraw_certificate
from runut.reports.forms import WithdrawForm


@permission("signed_in")
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: Request, case_id: int, sha256: str) -> HttpResponse:
    """Withdraw the certificate with this hash, which signed the report of this case."""
    case = access_case(case_id=case_id, who=request.standing)  # first: of a case, nothing is there for another unit
    if not may("administrator", request.standing):
        raise NotPermitted(reasons=[reason("administrators_only")])
    told = (one.data["certificate"] for one in signings(case_id=case_id))
    certificate = next((one for one in told if one["sha256"] == sha256), None)
    if certificate is None:
        raise NotFound
    reasons: tuple[Reason, ...] = ()
    status = 200
    form = WithdrawForm(request.POST or None, initial={"since": organisation().today(request.at)})
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                withdraw_certificate(
                    sha256=sha256,
                    name=certificate["name"],
                    issuer=certificate["issuer"],
                    since=form.cleaned_data["since"],
                    why=form.cleaned_data["why"],
                    who=request.standing,
                    at=request.at,
                )
            except (Invalid, Refused) as error:
                reasons, status = error.reasons, error.status
            else:
                messages.success(request, _("The certificate is withdrawn."))
                return redirect("reports:signatures", case_id=case_id)
    context = {"case": case, "certificate": certificate, "form": form, "reasons": reasons}
    return render(request, "reports/withdraw.html", context, status=status)
