"""What reading an SOP asks, why it guesses what it guesses, and why a file cannot be read; part of `SENTENCES`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from runut.core.wording import gettext_noop

_ = gettext_noop

QUESTIONS: Final[Mapping[str, str]] = {
    # what is asked
    "ask_name": _("What is the SOP called?"),
    "ask_date": _("Which day is meant?"),
    "ask_performer": _("Who performs activity %(activity)s?"),
    "ask_time": _("How long may activity %(activity)s take?"),
    "ask_schedule": _("Which schedule does the time of activity %(activity)s follow?"),
    "ask_decides": _("Is activity %(activity)s a decision that may also go the other way?"),
    "ask_approved": _("Where does Ya of activity %(activity)s lead?"),
    "ask_rejected": _("Where does Tidak of activity %(activity)s lead?"),
    "ask_then": _("Where does activity %(activity)s lead?"),
    "ask_misprint": _("Is “%(word)s” a misprint?"),
    "ask_year": _("Of which year is this law?"),
    "ask_other_tables": _("The file holds more than one table of activities (%(tables)s besides this). Is this the SOP that you mean?"),
    # why it is guessed so
    "because_file_name": _("The file does not say its name; this is the name of the file."),
    "because_month_only": _("“%(text)s” names a month and no day; its first day is taken."),
    "because_date_unreadable": _("“%(text)s” is not a date that can be read."),
    "because_audience": _("Activity %(activity)s goes to %(performer)s, who then responds."),
    "because_same_verb": _("Activity %(activity)s begins with the same verb (%(verb)s) and is performed by %(performer)s."),
    "because_most_active": _("A report on the work is written by who did most of it: %(performer)s performs %(activities)s activities."),
    "because_beside_label": _("“%(label)s” stands beside the column of %(performer)s, as a label beside a diamond."),
    "because_activity_before": _("The row has no mark and names nobody; activity %(activity)s before it is performed by %(performer)s."),
    "because_first_performer": _("The row has no mark and names nobody; %(performer)s has the first column."),
    "because_cell_empty": _("The cell is empty."),
    "because_time_unreadable": _("“%(text)s” does not say how long; no time limit is set."),
    "because_time_without_unit": _("“%(text)s” has no unit; minutes are taken."),
    "because_time_twice": _("“%(text)s” names two times; the longer one is taken."),
    "because_time_mixed": _("“%(text)s” has parts of a day, which time limits do not know; it is rounded up."),
    "because_time_clock_days": _("“%(text)s” counts by the clock; an office works by days."),
    "because_time_point": _("“%(text)s” names a moment or a rhythm rather than how long."),
    "because_time_least": _("“%(text)s” says how long at least; it is taken as the limit."),
    "because_clock_times": _("“%(text)s” names times of the day; the span between them is taken."),
    "because_last_schedule": _("It is the schedule that was made last."),
    "because_no_schedule": _("“%(text)s” follows a schedule, but no earlier activity leaves one."),
    "because_agrees": _("The text speaks of agreeing, but not of what follows otherwise."),
    "because_words": _("The words fit activity %(activity)s best."),
    "because_goes_back": _("It goes back to %(performer)s, who last performs activity %(activity)s."),
    "because_makes_it": _("Activity %(activity)s makes what is judged here."),
    "because_before_decision": _("Nothing says where; activity %(activity)s comes right before."),
    "because_nothing_before": _("Nothing says where, and no activity comes before."),
    "because_number_unknown": _("The text says number %(number)s, which no row has; the next row is taken."),
    "because_rows_between": _("Leading straight to activity %(target)s would leave rows that no path reaches; the next row is taken."),
    "because_endless": _("Leading to activity %(target)s would never come to an end; the next row is taken."),
    "because_only_back": _("It leads back to activity %(target)s, and nothing says when the work goes on; it is taken as a decision."),
    "because_passed_over": _("Ya leads past activity %(target)s, which therefore follows Tidak."),
    "because_misprint": _("“%(better)s” is how the word is usually written."),
    "because_year_known": _("The law with this number and title is of %(year)s."),
    "because_year_unknown": _("A law is cited with number and year."),
    "because_numbers_restart": _("Their numbers begin at 1 again, with other performers."),
    # why a file cannot be read
    "read_empty": _("“%(name)s” is empty."),
    "read_too_large": _(
        "“%(name)s” is larger than %(limit)s MB, the most that is read of an SOP. Take out its pictures, or paste its table as text."
    ),
    "read_too_much": _("“%(name)s” unpacks to more than an SOP can hold, so it was not opened. Paste the table as text."),
    "read_no_table": _(
        "“%(name)s” has no table of activities. Its head must name Kegiatan, and beside it Pelaksana, Kelengkapan, Waktu or Output; check the heads, or paste the table as text."
    ),
    "read_pdf": _("“%(name)s” is a PDF, which keeps no table. Save the SOP as DOCX, or copy its table and paste it as text."),
    "read_old_word": _("“%(name)s” is in the old form of Word (.doc). Open it and save it as DOCX, or paste its table as text."),
    "read_old_excel": _("“%(name)s” is in the old form of Excel (.xls). Open it and save it as XLSX, or paste its table as text."),
    "read_old_office": _("“%(name)s” is in an old form of Office. Open it and save it as DOCX or XLSX, or paste its table as text."),
    "read_opendocument": _("“%(name)s” is an OpenDocument file. Save it as DOCX or XLSX, or paste its table as text."),
    "read_rich_text": _("“%(name)s” is in Rich Text Format. Open it and save it as DOCX, or paste its table as text."),
    "read_picture": _("“%(name)s” is a picture; the words in it cannot be read. Save the SOP as DOCX, or type its table."),
    "read_encrypted": _("“%(name)s” is protected by a password. Take the password away, then send the file again."),
    "read_macro": _("“%(name)s” holds macros (programs), so it was not opened. Save it as DOCX or XLSX without macros."),
    "read_entities": _("“%(name)s” holds definitions that no Office program writes, so it was not opened. Save it anew as DOCX or XLSX."),
    "read_broken": _("“%(name)s” is damaged or cut off. Open it, save it as DOCX or XLSX, and send it again."),
    "read_unknown": _(
        "“%(name)s” is none of the forms that are read: DOCX, XLSX, BPMN, TOML, JSON, text. Save the SOP as DOCX, or paste its table as text."
    ),
}
