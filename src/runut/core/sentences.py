"""Every refusal and fault as a sentence with a stable code.

The templates are English and serve as message ids; `locale/` beside this file has the Indonesian. A door translates with its own
gettext and then fills the parameters in, so page, API and command line say the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final

from runut.core.accepting import ACCEPTANCE
from runut.core.forging import FORGES
from runut.core.keeping import EVIDENCE
from runut.core.proving import TESTS
from runut.core.questions import QUESTIONS
from runut.core.responding import RESPONSES
from runut.core.wording import EXCHANGE, FINDINGS, PLANS, gettext_noop

Param = str | int | date | datetime


_ = gettext_noop

SENTENCES: Final[Mapping[str, str]] = {
    # what stands against an act
    "case_held": _("The case is on hold since %(since)s: %(reason)s. It must be resumed first."),
    "case_not_held": _("The case is not on hold."),
    "case_ended": _("The case has ended; nothing in it can change any more."),
    "not_your_turn": _("Activity %(activity)s now waits for %(performer)s; you do not hold that part."),
    "own_work": _(
        "You belong to the development team of this case; nobody responds to their own work. Another holder of %(performer)s must do this."
    ),
    "no_part": _("You have no part in this case."),
    "not_your_filing": _("“%(deliverable)s” of activity %(activity)s is supplied by %(supplier)s; you hold no part that files it."),
    "requirement_missing": _("Activity %(activity)s needs “%(deliverable)s”, which is not there yet. %(supplier)s supplies it."),
    "output_missing": _("Activity %(activity)s must leave “%(deliverable)s”, which is not there yet. %(supplier)s supplies it."),
    "output_stale": _(
        "“%(deliverable)s” is of an earlier round; activity %(activity)s, round %(round)s, needs its own. %(supplier)s supplies it."
    ),
    "output_unfiled": _("“%(deliverable)s” was changed after it was filed. %(supplier)s files it again."),
    "end_date_missing": _("“%(deliverable)s” does not say when the work ends; activity %(activity)s takes its deadline from that date."),
    "outcome_missing": _("A decision is needed: %(outcomes)s."),
    "outcome_unknown": _("“%(outcome)s” is not an outcome of activity %(activity)s; it knows %(outcomes)s."),
    "outcome_not_asked": _("Activity %(activity)s asks for no decision from %(performer)s."),
    "reason_missing": _("Say why: a reason is needed."),
    "remark_missing": _("A rejection names at least one thing that must change."),
    "must_fix_missing": _("A rejection names at least one thing that must be fixed; suggestions alone send nothing back."),
    "must_fix_stands": _("A remark says that something must be fixed: reject, take the remark back, or make it a suggestion."),
    "remark_reopened": _("Remark %(number)s is reopened: what was approved cannot wait for its answer."),
    "remark_unjudged": _("Remark %(number)s is not answered yet; only an answer can be closed or reopened."),
    "remark_unanswered": _("Remark %(number)s is not answered yet. %(supplier)s answers it and names what changed."),
    "remark_unknown": _("This case has no remark %(number)s."),
    "remark_answered": _("Remark %(number)s has been answered already."),
    "answer_missing": _("An answer says what was done about the remark."),
    "change_missing": _("An answer names what changed: a document, or the place in it."),
    "heads_only": _("Only the heads may do this: %(heads)s."),
    "heads_none": _("Only the heads may do this, and this SOP names none."),
    "register_only": _("Only %(performers)s may do this."),
    "unit_or_register_only": _("A request is entered by the requesting unit itself, or by %(performers)s."),
    "days_not_positive": _("An extension moves the deadline by at least one day."),
    "days_too_many": _("One extension moves the deadline by at most %(most)s days."),
    "no_deadline": _("Activity %(activity)s has no deadline that could be moved."),
    "activity_unknown": _("The procedure has no activity %(activity)s."),
    "version_foreign": _("This is no version of the SOP that the case follows."),
    "version_same": _("The case is on this version already."),
    "activity_same": _("The case already stands at activity %(activity)s."),
    "document_sealed": _(
        "“%(deliverable)s” belongs to an activity that is complete; it can change again only when the case is sent back to activity %(activity)s."
    ),
    "document_early": _("“%(deliverable)s” is not due yet; it belongs to activity %(activity)s."),
    "document_seen_changed": _("“%(deliverable)s” changed after you opened the page. Read it again, then decide."),
    "time_backwards": _("The case was last changed at %(last)s; an act cannot come before that."),
    # permission
    "not_permitted": _("You may not do this. Permission needed: %(permission)s."),
    "not_found": _("There is nothing here that you can see."),
    "sign_in": _("Sign in first."),
    "scope_missing": _("This token lacks the scope “%(scope)s”."),
    "administrators_only": _("Only administrators may do this."),
    "office_holders_only": _("Only people who hold an office of the procedure may do this."),
    "regulations_only": _("Only the keeper of the register and administrators may change the register of regulations."),
    "readers_only": _("Only office holders, administrators and auditors may read this."),
    "auditor_reads": _("Auditors read everything and change nothing."),
    "not_founded": _("This installation has no office yet; “runut init” founds it."),
    # two at once
    "changed_meanwhile": _("Somebody else changed this case a moment ago. Nothing of yours was recorded; look at it again."),
    "busy": _("The system is busy. Nothing was recorded; try again in a moment."),
    # bad input
    "invalid": _("What was sent cannot be used."),
    "title_invalid": _("A request needs a title of at most 200 characters."),
    "team_invalid": _("A team needs at least one member, and nobody twice."),
    "team_role_missing": _("Every member of the team has a role, of at most 80 characters."),
    "team_until": _("%(name)s would leave the team before the day on which they join it."),
    "text_missing": _("Something must be written here."),
    "text_too_long": _("This is too long; %(limit)s characters at most."),
    "text_characters": _("This holds characters that nobody can see, or that turn the text around. Type it again by hand."),
    # people
    "already_founded": _("This installation belongs to %(name)s already."),
    "zone_unknown": _("“%(zone)s” is not a time zone; Asia/Jakarta is one."),
    "hours_order": _("The office must open before it closes."),
    "work_week_unknown": _("A work week has 5 or 6 days."),
    "email_invalid": _("“%(email)s” is not an e-mail address."),
    "email_taken": _("Somebody has the address %(email)s already."),
    "nip_invalid": _("A NIP has 18 digits."),
    "language_unknown": _("“%(language)s” is not a language of this product."),
    "theme_unknown": _("“%(theme)s” is not a theme of this product."),
    "password_weak": _("This password will not do. %(detail)s"),
    "unit_unknown": _("There is no such unit, or it is closed."),
    "unit_code_invalid": _("A unit's code has letters, digits, dots and hyphens only, 40 at most."),
    "unit_code_taken": _("Another unit has the code “%(unit_code)s” already."),
    "unit_loop": _("A unit cannot stand below itself."),
    "unit_in_use": _("%(unit)s still has %(people)s active people and %(units)s open units below it. Move them first."),
    "unit_closed": _("%(unit)s is closed already."),
    "unit_open": _("%(unit)s is open already."),
    "person_unknown": _("There is no such person, or their account is deactivated."),
    "person_inactive": _("The account of %(name)s is deactivated already."),
    "person_active": _("The account of %(name)s is active already."),
    "not_yourself": _("Nobody does this to their own account; ask another administrator."),
    "last_administrator": _("%(name)s is the last active administrator. Name another one first."),
    "capacity_unknown": _("“%(capacity)s” is not a capacity; it is definitive, plt or plh."),
    "period_order": _("The last day cannot come before the first."),
    "period_range": _("A day of an office lies between 1950 and 2100."),
    "acting_letter_missing": _("An acting official (Plt/Plh) is named by a letter: give its number and date."),
    "acting_end_missing": _("An acting official (Plt/Plh) holds the office for a period: give its last day."),
    "office_taken": _("%(name)s holds this office from %(since)s. End that first, or appoint an acting official (Plt/Plh) beside them."),
    "holding_overlaps": _("%(name)s holds this office from %(since)s already; the two periods overlap."),
    "holding_ended": _("This ends on %(day)s already; an end can only be moved forward. Make a new appointment."),
    "holding_begun": _("This has begun already; end it with its last day."),
    "invitation_open": _("%(email)s has been invited already. Send that invitation again, or cancel it."),
    "invitation_expired": _("This invitation has expired. Ask an administrator to send it again."),
    "invitation_cancelled": _("This invitation was cancelled. An administrator can invite again."),
    "invitation_accepted": _("This invitation has been used already; its owner signs in with e-mail address and password."),
    "token_scope_missing": _("A token needs at least one scope."),
    "token_scope_unknown": _("“%(scope)s” is not a scope; the scopes are %(scopes)s."),
    "token_expiry": _("A token lasts from 1 to %(days)s days."),
    "token_revoked": _("This token has been revoked already."),
    # documents
    "upload_too_large": _("What you sent is larger than %(limit)s MB, the most that is taken at once. Nothing was recorded."),
    "upload_broken_off": _("The upload broke off before it was complete. Nothing was recorded; send it again."),
    "file_none": _("Choose at least one file."),
    "file_one": _("A new version of a paper is one file; choose only one."),
    "file_empty": _("“%(name)s” is empty; there is nothing to file."),
    "length_required": _("The request does not say how long its body is; send it with a Content-Length."),
    "document_newer": _(
        "%(name)s filed version %(version)s of “%(deliverable)s” after you opened this form. Read it, then save yours again."
    ),
    "document_removed": _("“%(deliverable)s” was taken out already."),
    # planning
    "screen_kind": _("“%(name)s” is no picture and no PDF. A screen is a PNG, JPEG, WebP, GIF or PDF."),
    "screen_broken": _("“%(name)s” is broken or breaks off: only a part of the picture is there. Save it again and send that."),
    "screen_svg": _("“%(name)s” is an SVG, which can hold a program and is never shown here. Export it as PNG or PDF."),
    "screen_name_taken": _("“%(name)s” is the name of the list itself; call the screen otherwise."),
    "screens_none": _("There is no screen yet to be listed."),
    "screen_spot": _("A spot needs both numbers, from 0 to 100 per cent; without a spot leave both empty."),
    "screen_page": _("A page is a number from 1 to %(most)s."),
    "comment_resolved": _("Comment %(number)s is resolved already."),
    "flow_large": _("The diagram is larger than %(limit)s MB or holds more than %(most)s shapes. Divide it into several diagrams."),
    "flow_no_diagram": _("The BPMN file holds no diagram, only its elements. Lay it out in a modeller, save it, and send it again."),
    "flow_place": _("The BPMN file puts a shape or a line where nothing can be drawn: a place in it is no number, or far outside."),
    "flow_was_filed": _("“%(name)s” was filed, so it stays. Take its document out instead."),
    "flow_name_taken": _("A diagram of this case is called “%(name)s” already."),
    "flow_newer": _("%(name)s saved the diagram at %(at)s, after you had opened it. Save yours as a file, then open the newer one."),
    "regulation_there": _("%(name)s stands in the register already."),
    "regulations_known": _("Every regulation that the product knows as replaced stands in the register already."),
    "comment_open": _("Comment %(number)s is open already."),
    # tests, and what scanners report
    **TESTS,
    # procedures
    "procedure_not_toml": _("The file is not readable TOML: %(detail)s"),
    "procedure_key_unknown": _("“%(key)s” is not a word of the procedure file."),
    "procedure_key_missing": _("“%(key)s” is missing."),
    "procedure_type": _("“%(key)s” must be %(expected)s."),
    "procedure_no_activity": _("A procedure needs at least one activity."),
    "procedure_numbers": _("Activities are numbered 1, 2, 3 ... in order; here stands %(number)s where %(expected)s was due."),
    "performer_twice": _("The performer key “%(key)s” stands twice."),
    "performer_unknown": _("No performer has the key “%(key)s”."),
    "performer_none": _("The activity has no performer who acts, decides or receives."),
    "part_unknown": _("“%(part)s” is not a part; it is acts, decides, receives or attends."),
    "held_by_unknown": _("“%(held_by)s” does not say who holds a performer; it is office, unit or team."),
    "decider_missing": _("The activity has a decision, but no performer decides."),
    "decision_missing": _("A performer decides, but the activity has no decision."),
    "decider_not_last": _("The performer who decides comes last among those who certify; after a decision the case moves on."),
    "deciders_many": _("More than one performer decides; an activity has one decision."),
    "decision_outcomes": _("A decision needs at least two outcomes."),
    "target_unknown": _("The outcome “%(outcome)s” leads to activity %(target)s, which does not exist."),
    "then_and_decision": _("An activity with a decision goes where its outcomes lead; it says nothing else about what follows."),
    "then_unknown": _("Activity %(target)s is to follow, which does not exist."),
    "time_unit": _("“%(unit)s” is not a unit of time; it is minute, hour, day, week or month."),
    "time_amount": _("A time limit is a whole number above zero, or two of them in order."),
    "time_long": _("A time limit can be at most %(most)s of “%(unit)s”."),
    "time_both": _("A time limit either has an amount and a unit, or follows a deliverable, not both."),
    "time_as_unknown": _("The time limit follows “%(key)s”, which no earlier activity leaves."),
    "text_control": _("“%(key)s” holds a control character, which no page can show."),
    "deliverable_twice": _("“%(key)s” stands twice in the same list."),
    "key_form": _("“%(key)s” is not a key; use small letters, digits and underscores, beginning with a letter."),
    "activity_unreachable": _("No path leads to this activity."),
    "activity_endless": _("No path leads from this activity to the end."),
    "procedure_none": _("The office has no procedure yet; the administrator installs the shipped one."),
    "procedure_choose": _("The office has several procedures; say which one the case follows."),
    "procedure_office_only": _("Only the administrator or the head of the bureau may change the procedure."),
    "procedure_confirmed": _("This version has been confirmed already."),
    "procedure_not_current": _("New cases no longer follow this version; look at the current one."),
    "procedure_same": _("Nothing differs from the newest version, so there is nothing to approve."),
    "drafters_only": _("Only administrators and people who hold an office may write an SOP."),
    "draft_submitted": _("This draft waits for its approval and does not change meanwhile. Take it back to write on."),
    "draft_not_submitted": _("This draft does not wait for an approval."),
    "draft_over": _("This draft is over: it was approved or discarded. Begin a new one."),
    "draft_no_step": _("There is nothing to undo or to do again."),
    "approver_missing": _("Choose the office that approves the SOP, or name a new one."),
    "approver_only": _("Only a holder of the office “%(office)s” may approve this SOP or send it back."),
    "approve_own": _("You wrote on this draft, and another holder of the office did not; let them approve it."),
    # simulation
    "simulation_chance": _("A chance lies between 0 and 1; that of going back at every decision must be below 1."),
    "simulation_chances": _("The chances of the outcomes of activity %(activity)s do not sum to one."),
    "simulation_days": _("Days are two numbers in order, from 0 to %(most)s."),
    "simulation_start": _("A case begins between the years %(first)s and %(last)s."),
    "simulation_endless": _("With these chances cases hardly ever end: they keep coming back to activity %(activity)s."),
    # calendar
    "edition_adopted": _("“%(decree)s” has been adopted, so its days never change. A later decree can change single days."),
    "draft_large": _(
        "This SOP has %(rows)s activities and %(columns)s performers; at most %(most_rows)s and %(most_columns)s can be written in the browser. Split it into several SOPs."
    ),
    "draft_changed": _("Somebody else changed this a moment ago. Nothing of yours was recorded; look at it again."),
    "edition_exists": _("There is an edition “%(decree)s” already."),
    "edition_proposed": _("The year %(year)s has a proposal already."),
    "edition_year": _("No days can be proposed for the year %(year)s."),
    "edition_decree_missing": _("Enter number and date of the decree first: a proposal decides nothing."),
    "edition_decided_later": _("The decree cannot be dated after today."),
    "edition_empty": _("The edition names no day yet."),
    "edition_span": _("The first day that the decree covers must not come after the last."),
    "edition_day_outside": _("%(day)s is not among the days that the decree covers."),
    "edition_day_twice": _("%(day)s stands twice."),
    "edition_day_name_missing": _("Say what %(day)s is."),
    # plans
    **PLANS,
    # repositories
    "repository_number_missing": _("The case gets its repository after activity 1 has given it a register number."),
    "repository_exists": _("The case has its repository %(name)s already."),
    "repository_team_writes": _("Only the development team of the case pushes into its repository; you can read it."),
    "repository_token_needed": _("Git needs a personal token as the password; any user name will do. Make one at %(page)s."),
    "repository_token_wrong": _(
        "This password opens no repository. Git takes a personal token, not the password of your account. Make one at %(page)s."
    ),
    "build_archive": _("This is no archive that can be listed, or it is broken. Choose the tar or zip archive of the release."),
    "build_large": _("More than %(files)s files or %(size)s GiB are not compared."),
    "build_list_line": _("Line %(line)s is no line of a list of hashes. Send what the script wrote, unchanged."),
    "build_list_empty": _("The list names no file. Was the script given the folder of the application?"),
    "build_patterns": _("At most %(most)s patterns are left out of a comparison."),
    "git_busy": _("Many people fetch or send source code right now. Try again in half a minute."),
    "repository_lfs": _("This office keeps no Git LFS objects. Commit the files themselves, or file large ones as documents of the case."),
    "release_exists": _("The tag “%(tag)s” is released already; tag the next release with a new name."),
    "release_archive": _("The archive could not be made. Nothing was released; try again."),
    "push_refs_many": _("This push moves more than %(most)s branches and tags at once. Push them in parts."),
    "push_ref_kind": _("Only branches and tags can be pushed."),
    "push_main_protected": _("The branch “%(branch)s” can neither be removed nor rewritten. Bring your work on top of it and push again."),
    "push_tag_released": _("A tag that was released stays where it is. Tag the next release with a new name."),
    # evidence kept, printed and carried
    **EVIDENCE,
    # the text of an SOP
    **FINDINGS,
    **EXCHANGE,
    **RESPONSES,
    **ACCEPTANCE,
    **FORGES,
    # reading an SOP
    **QUESTIONS,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One thing that stands against an act, or one fault: a code of `SENTENCES` and what fills its sentence."""

    code: str
    params: Mapping[str, Param] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.code not in SENTENCES:
            raise ValueError(f"no sentence has the code {self.code!r}")

    @property
    def template(self) -> str:
        """The English sentence with its gaps, which is also the message id."""
        return SENTENCES[self.code]

    def english(self) -> str:
        """Return the sentence in English."""
        return self.template % self.params


def reason(code: str, **params: Param) -> Reason:
    """Return a `Reason`; shorter to write where guards read like prose."""
    return Reason(code=code, params=params)
