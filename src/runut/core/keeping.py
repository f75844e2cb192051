"""The sentences about evidence: kept, printed, proved, and carried from one installation to another; part of `SENTENCES`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from runut.core.wording import gettext_noop

_ = gettext_noop

EVIDENCE: Final[Mapping[str, str]] = {
    # safekeeping
    "backup_exists": _("%(path)s exists already; a backup never writes over anything."),
    "backup_unreadable": _("%(path)s cannot be read as a backup: %(detail)s. Nothing was restored."),
    "backup_differs": _("The backup is not whole: “%(name)s” is missing, or is not what its manifest says. Nothing was restored."),
    "backup_foreign": _("The backup was made on %(vendor)s, but RUNUT_DATABASE_URL names %(own)s; both must be the same."),
    "backup_newer": _("The backup was made by release %(version)s, which is newer than this one. Install that release first."),
    "restore_not_empty": _("%(place)s is not empty. A backup is restored only into an empty installation."),
    # printing
    "print_long": _("Printing took longer than %(seconds)s seconds and was stopped. Nothing was printed."),
    "print_failed": _("The form could not be printed: %(detail)s."),
    # evidence
    "chain_number": _("Event %(expected)s is missing or out of order; here stands %(number)s."),
    "chain_previous": _("Event %(number)s does not hold the hash of the event before it."),
    "chain_hash": _("Event %(number)s does not match its own hash; its content was changed."),
    "chain_head": _("The chain ends in %(head)s, but %(expected)s was published."),
    "replay_differs": _("Replaying the events gives %(replayed)s for %(field)s, but the row says %(stored)s."),
    # case files
    "casefile_zip": _("At byte %(offset)s the archive is not as a case file is packed: something was changed, added or cut off there."),
    "casefile_name": _("The archive holds a file by the name “%(name)s”, which no case file has, or has it twice."),
    "casefile_missing": _("“%(name)s” is missing from the case file."),
    "casefile_extra": _("“%(name)s” lies in the case file, but nothing in the case names it."),
    "casefile_changed": _("“%(name)s” was changed: its bytes do not have the checksum that the case file states."),
    "casefile_text": _("“%(name)s” is not written as a case file writes it."),
    "casefile_large": _("“%(name)s” is larger than a case file writes it."),
    "casefile_version": _("The case file is of format %(version)s; this release checks format %(own)s."),
    "casefile_event": _("Event %(number)s cannot follow the events before it."),
    "casefile_unfiled": _("Event %(number)s is about “%(document)s”, version %(version)s, which no event before it filed."),
    "casefile_answers": _("“%(name)s” does not say what the events give."),
    "casefile_signed": _("Event %(number)s says that “%(document)s” was signed, but its bytes do not begin with what was signed."),
    "casefile_signature": _("Event %(number)s says that “%(document)s” was signed, but it does not carry that many signatures that hold."),
    "casefile_stored": _("The stored file of “%(document)s” (%(sha256)s) is damaged or gone; no case file can be made of this case."),
    "casefile_exists": _("%(path)s exists already; a case file is never written over another file."),
    "casefile_not_yours": _(
        "The case file, with every document in it, is given to heads, to %(performer)s, to auditors and administrators."
    ),
    # signatures
    "signing_key": _("The key file cannot be opened: it is no PKCS#12 file, or its password is another one."),
    "signing_failed": _("The document could not be signed: %(detail)s."),
    "signing_token": _("The key device (PKCS#11) cannot be used: %(detail)s."),
    "signing_pin": _("The key device refused the PIN. Too many wrong ones lock it."),
    "signing_expired": _("The certificate of %(name)s holds from %(since)s to %(until)s; nothing is signed with it now."),
    "signing_withdrawn": _(
        "The certificate of %(name)s was withdrawn in this office from %(since)s on; nothing is signed with it any more."
    ),
    "certificate_withdrawn": _("The certificate of %(name)s was withdrawn already, from %(since)s on."),
    "certificate_day": _("A certificate is withdrawn from today or from an earlier day on, not from one to come."),
    "signing_service": _(
        "This office has chosen the national signing service, but its address and its agreement are not configured here, so it signs nothing."
    ),
    "sign_no_key": _("No key is configured for %(name)s, so nothing can be signed. The turn can be recorded without a signature."),
    "sign_no_report": _("No report is filed as PDF, so there is nothing to sign."),
    "signed_kept": _("What was signed is kept by signing itself, and nothing else is filed there."),
    "sign_no_part": _("In activity %(activity)s the report is signed by those who receive it, when it is their turn."),
    "signed_already": _("%(performer)s signed this report already; a second signature would say nothing new."),
    "sign_later_other": _("%(name)s received this report as %(performer)s, so nobody else can sign it in that name afterwards."),
    "sign_later_office": _("You received this report as %(performer)s, but hold that office no longer, so you cannot sign in its name."),
    "sign_changed": _(
        "The report was filed anew, or signed by somebody else, after you opened the page. Read it again before you sign it."
    ),
    "verify_often": _("Too many copies were compared from here in this minute. Wait a minute and try again."),
    "verify_large": _("The file is larger than %(limit)s MB. Take its SHA-256 yourself and type that."),
    "verify_nothing": _("Choose a file, or type its SHA-256: 64 digits and letters from a to f."),
    "import_case_here": _("This office has the case %(case)s already."),
    "import_number_taken": _("The number %(number)s belongs to another case of this office."),
    "import_person_differs": _("The case names %(name)s (%(login)s), but here that address or that NIP belongs to %(other)s."),
    "import_unit_differs": _("The case names the unit %(name)s (%(unit_code)s), but here that code belongs to %(other)s."),
    "import_version_taken": _("The case follows version %(number)s of the SOP “%(key)s”, but version %(number)s here is another text."),
}
