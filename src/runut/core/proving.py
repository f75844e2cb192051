"""What is said about tests, and about reports of scanners that cannot be read.

Part of `runut.core.sentences.SENTENCES`, in a file of its own because they are many; the rules are the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from runut.core.wording import gettext_noop

_ = gettext_noop

TESTS: Final[Mapping[str, str]] = {
    # tests
    "findings_open": _(
        "%(count)s open findings of the penetration test are too grave to present the result with. Mend and test again, or let a head accept them with a reason, until a day."
    ),
    "acceptance_over": _("%(count)s of them were accepted until a day that has passed, and count as open again."),
    "acceptance_until": _("Say until which day to come the finding is accepted."),
    "finding_own_work": _("You belong to the development team of this case; whether a fault is mended is judged by somebody else."),
    "finding_heads_only": _("Only a head accepts a finding as it is."),
    "finding_severity": _("Give a CVSS vector, or choose a severity."),
    "finding_exists": _("The same fault stands here already as finding %(number)s."),
    "finding_same": _("Finding %(number)s stands so already."),
    "cvss_vector": _("This is no vector of CVSS 3.1 or 4.0, as CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H is one."),
    "test_day_later": _("A test is of a day that has come."),
    "tests_none": _("Nothing was tested here yet, so there is nothing to file. File your own documentation as a document instead."),
    "pentest_none": _("No penetration test is recorded here."),
    "pentest_last": _("Tested last with %(kind)s on %(day)s by %(tester)s: %(build)s. Scope: %(scope)s."),
    "pentest_reading": _("Report %(number)s is still being read; its findings do not count yet."),
    "pentest_open": _("Open findings: %(count)s. Accepted as they are: %(accepted)s."),
    "security_none": _("None of the %(count)s items of the checklist of security functions is answered."),
    "security_answered": _(
        "Of %(count)s items of the checklist %(fulfilled)s are fulfilled and %(apart)s do not apply; not yet: %(open)s; not answered: %(left)s."
    ),
    "security_reason": _("%(item)s: say why it does not apply."),
    "security_evidence": _("%(item)s: choose the paper that proves it."),
    "test_other_build": _("What was tested is %(build)s; what was released is %(tag)s."),
    "test_same_build": _("What was tested is what was released: %(tag)s."),
    "test_before_release": _("The test of %(day)s is older than the release %(tag)s."),
    "test_old": _("The test is %(days)s days old."),
    "scenario_incomplete": _("A scenario has a title and at least one step; each step says what is done."),
    "scenario_steps": _("A scenario has at most %(most)s steps; make two of it."),
    "scenario_twice": _("The title “%(title)s” stands twice in the table; each scenario has its own."),
    "scenarios_many": _("A case has at most %(most)s scenarios."),
    "scenario_table_empty": _(
        "The table holds no scenario: its columns are title, feature, step and expected result, below a row of their names."
    ),
    "run_empty": _("There is no scenario to try: write one first, or all have been passed."),
    "run_signed": _("Run %(number)s is signed; begin another one."),
    "run_untried": _("%(count)s scenarios of this run were not tried yet."),
    "run_not_passed": _("Not every scenario was passed: accept it with notes, or do not accept it."),
    "run_verdict": _("Say whether the unit accepts it."),
    "uat_unit_only": _("Only people of the requesting unit who do not develop the application try and accept it."),
    "execution_outcome": _("Say what came of it: passed, failed or blocked."),
    "execution_note": _("Say what happened when it failed or was blocked."),
    "links_number": _("Ask for 1 to %(most)s links."),
    "link_used": _("This link was used already; each takes one answer."),
    "questionnaire_closed": _("This questionnaire takes no more answers."),
    "sus_incomplete": _("Answer all ten statements."),
    "uat_none": _("No acceptance test is recorded here."),
    "uat_passed": _("Passed last: %(passed)s of %(count)s scenarios; tried: %(tried)s."),
    "uat_rewritten": _("Scenarios that were rewritten after they were tried: %(count)s."),
    "uat_no_feature": _("Scenarios that name no feature of the plan: %(count)s."),
    "uat_uncovered": _("Features of the plan that no scenario tries: %(count)s of %(all)s (%(features)s)."),
    "uat_features_open": _("Features of the plan whose scenarios were not all passed: %(count)s of %(all)s (%(features)s)."),
    "uat_covered": _("Every feature of the plan is tried and was passed: %(count)s."),
    "uat_signed": _("Run %(number)s was signed by %(name)s of the requesting unit on %(day)s."),
    "uat_unsigned": _("Run %(number)s is not signed by the requesting unit yet."),
    "automated_last": _("Automated tests of %(build)s: %(passed)s passed, %(failed)s failed, %(skipped)s skipped."),
    "usability_none": _("No answer about usability is recorded here."),
    "usability_score": _("System Usability Scale: %(score)s of 100 (grade %(grade)s) from %(count)s answers."),
    "usability_few": _("Only %(count)s answers about usability; under %(least)s a score says little."),
    "tasks_many": _("A usability test has at most %(most)s tasks."),
    "attempts_none": _("Say of at least one task how it was done."),
    "attempt_seconds": _("Task %(number)s: a time is from 1 to %(most)s seconds."),
    "tasks_success": _(
        "Tasks done unaided: %(rate)s%% of %(count)s attempts by %(people)s participants (with 95%% confidence %(low)s to %(high)s%%)."
    ),
    # reports of scanners
    "scan_unknown": _("This is no report of a scanner that is read here. Known are %(known)s."),
    "scan_damaged": _("The report cannot be read as %(kind)s: it is damaged or breaks off."),
    "scan_entities": _("The report declares entities of its own, which no scanner does; it is not read."),
    "scan_large": _("The report is larger than %(most)s MB, the most that is read. Let the scanner report one part at a time."),
    "scan_text_long": _("The report holds a text of more than %(most)s MB, which no scanner writes; it is not read."),
    "scan_deep": _("The report is nested deeper than %(most)s levels, which no scanner does; it is not read."),
    "scan_reading": _("Report %(number)s of this case is still being read; import the next one when that is done, or stop it."),
    "scan_stopped": _("%(name)s stopped the reading; nothing of the report was taken over."),
    "scan_many": _("The report holds more than %(most)s findings, the most that are read. Let the scanner report one part at a time."),
}
