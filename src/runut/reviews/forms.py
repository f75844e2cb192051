"""What planning a presentation and its record ask for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from runut.base.fields import Clock, TextField, day, long
from runut.base.sentences import say
from runut.core.sentences import reason

SHOWN = [
    ("uat", _("User acceptance test")),
    ("penetration_test", _("Penetration test")),
    ("usability_test", _("Usability test")),
    ("user_guide", _("User guide")),
    ("system_requirements", _("System requirements")),
    ("installation_guide", _("Installation guide")),
]
"""What activity 7 asks to be shown with the application (SOP row 7); the system requirements stand in no output of activity 6."""


class PresentationForm(forms.Form):
    """When and where it was held, and what was said (SOP activities 4 and 7)."""

    held_on = day(_("Date"))
    began_at = forms.TimeField(label=_("From"), required=False, widget=Clock())
    place = TextField(label=_("Place"), max_length=300, help_text=_("A room, or the address of the meeting."))
    minutes = long(_("Minutes"), limit=20000, rows=8, help_text=_("What was shown, asked and agreed."))


class ResultPresentationForm(PresentationForm):
    """The presentation of the result also says what was shown with it."""

    shown = forms.MultipleChoiceField(label=_("What was shown"), choices=SHOWN, widget=forms.CheckboxSelectMultiple(), required=False)
    left_out = long(_("What was not shown, and why"), required=False, limit=2000, rows=3)


class _Planned(forms.Form):
    """What the record takes over from what was planned; it is read, never typed."""

    link = forms.URLField(label=_("Address of the meeting"), required=False, assume_scheme="https")
    agenda = long(_("Agenda"), required=False)
    invited = long(_("Invited"), required=False)


class ReadPresentationForm(PresentationForm, _Planned):
    """The record of a presentation as it is read."""


class ReadResultForm(ResultPresentationForm, _Planned):
    """The record of the presentation of the result as it is read."""


class AttendeeForm(forms.Form):
    """Somebody who attended."""

    name = TextField(label=_("Name"), max_length=200)
    position = TextField(label=_("Position or unit"), max_length=200, required=False)


class SimilarForm(forms.Form):
    """An application like this one that was built before (SOP row 4: aplikasi sejenis yang pernah dibangun)."""

    name = TextField(label=_("Application"), max_length=200)
    owner = TextField(label=_("Whose it is"), max_length=200, required=False)
    lesson = TextField(label=_("What is taken from it"), max_length=500, required=False)


class ActionForm(forms.Form):
    """What somebody does after the presentation."""

    what = TextField(label=_("What is to be done"), max_length=500)
    who = TextField(label=_("Who does it"), max_length=200)
    by_on = day(_("By"), required=False)


class MaterialForm(forms.Form):
    """A version of a document that was presented; it is read, never typed."""

    name = TextField(label=_("Document"))
    version = forms.IntegerField(label=_("Version"))
    sha256 = TextField(label="SHA-256")


class SignedForm(AttendeeForm):
    """Somebody on the attendance list; how and when they came onto it is read, never typed."""

    how = forms.ChoiceField(
        label=_("How"), choices=[("signed", _("signed themselves")), ("by_hand", _("entered by the host"))], required=False
    )
    at = forms.DateTimeField(label=_("When"), required=False)


Choices = Sequence[tuple[str, Any]]


def _chosen(label: Any, *, help_text: Any = "") -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(label=label, required=False, help_text=help_text, widget=forms.CheckboxSelectMultiple)


class PlanForm(forms.Form):
    """When and where a presentation is, who is invited and what is shown."""

    held_on = day(_("Date"))
    began_at = forms.TimeField(label=_("From"), widget=Clock())
    ended_at = forms.TimeField(label=_("Until"), widget=Clock())
    place = TextField(label=_("Place"), max_length=300, required=False)
    link = forms.URLField(
        label=_("Address of the meeting"), max_length=500, required=False, assume_scheme="https", help_text=_("Where it is held online.")
    )
    agenda = long(_("Agenda"), limit=4000, rows=6, help_text=_("One item a line."))
    letter_number = TextField(label=_("Number of the letter"), max_length=80, required=False)
    performers = _chosen(_("Performers of the SOP"))
    people = _chosen(_("People of this project"))
    units = _chosen(_("Units"))
    others = long(_("Others"), required=False, limit=4000, rows=3, help_text=_("One a line: who has no account here."))
    words = TextField(
        label=_("Search the register"), max_length=100, required=False, help_text=_("Words of similar applications that were built before.")
    )
    similar = _chosen(_("Similar applications built before"))

    @override
    def __init__(self, *args: Any, performers: Choices, people: Choices, units: Choices, similar: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("performers", performers), ("people", people), ("units", units), ("similar", similar)):
            self.fields[name].choices = choices  # type: ignore[attr-defined]
            if not choices:
                del self.fields[name]

    def named(self, name: str) -> list[list[str]]:
        """Return what was chosen in a field, each with its name."""
        if name not in self.fields:
            return []
        labels = {key: str(label) for key, label in self.fields[name].choices}  # type: ignore[attr-defined]
        return [[one, labels[one]] for one in self.cleaned_data[name]]


class CodeForm(forms.Form):
    """The code that is shown in the room."""

    code = TextField(
        label=_("Code"),
        max_length=32,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )


class EnterForm(forms.Form):
    """Somebody who has no account here."""

    name = TextField(label=_("Name"), max_length=200)
    position = TextField(label=_("Position or unit"), max_length=200, required=False)


_SHOWS: Final = {
    "hx-post": "",
    "hx-trigger": "change",
    "hx-vals": '{"look": "yes"}',
    "hx-target": "#tied",
    "hx-select": "#tied",
    "hx-swap": "outerHTML",
}
"""What is chosen shows its picture at once; without a script a button does."""


class _ThingField(forms.ChoiceField):
    """A thing of the case. One that is gone since the page was drawn is refused by the service, in the words that every door has for it."""

    @override
    def valid_value(self, value: object) -> bool:
        return True


class DraftForm(forms.Form):
    """A remark for the decision, tied to something of the case; ``spotted`` says that this is a picture, on which it has a spot."""

    text = long(_("Remark"), limit=4000, rows=3)
    weight = forms.ChoiceField(
        label=_("Weight"), choices=[("must", _("must be fixed")), ("suggestion", _("suggestion"))], widget=forms.RadioSelect, initial="must"
    )
    thing = _ThingField(label=_("About"), required=False, widget=forms.Select(attrs=_SHOWS))
    place = TextField(
        label=_("Page or place"), max_length=200, required=False, help_text=_("Where in it, for example the page of a document.")
    )
    x = forms.DecimalField(label=_("From the left, in %"), required=False, min_value=0, max_value=100, max_digits=5, decimal_places=2)
    y = forms.DecimalField(label=_("From the top, in %"), required=False, min_value=0, max_value=100, max_digits=5, decimal_places=2)

    @override
    def __init__(self, *args: Any, things: Choices = (), spotted: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["thing"].choices = [("", _("the whole")), *things]  # type: ignore[attr-defined]
        for name in ("place",) if spotted else ("x", "y"):
            del self.fields[name]

    @override
    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        x, y = cleaned.get("x"), cleaned.get("y")
        if (x is None) != (y is None) and not {"x", "y"} & set(self.errors):
            self.add_error("y" if y is None else "x", say(reason("screen_spot")))
        if x is not None and y is not None:
            cleaned["place"] = f"{x.normalize():f} % / {y.normalize():f} %"
        return cleaned


class ViewForm(forms.Form):
    """One member's view."""

    view = forms.ChoiceField(
        label=_("Your view"),
        choices=[("agree", _("agree")), ("disagree", _("do not agree")), ("abstain", _("abstain"))],
        widget=forms.RadioSelect,
    )
    reason = long(_("Reason"), required=False, limit=4000, rows=3, help_text=_("Needed unless you agree."))
