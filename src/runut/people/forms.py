"""The forms of this room. They read what was typed; whether it will do is for the services to say."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from runut.base.fields import DayField, TextField
from runut.base.sentences import say
from runut.core.errors import RunutError
from runut.core.sentences import Reason
from runut.people.queries import SCOPES, Candidate, Unit

LANGUAGE_CHOICES: Final = [("id", "Bahasa Indonesia"), ("en", "English")]
THEME_CHOICES: Final = [("auto", _("Automatic")), ("light", _("Light")), ("dark", _("Dark"))]
CAPACITY_CHOICES: Final = [
    ("definitive", _("Definitive holder")),
    ("plt", _("Plt (acting for a longer time)")),
    ("plh", _("Plh (acting for some days)")),
]
SCOPE_NAMES: Final = {
    "cases:read": _("Read projects"),
    "cases:write": _("Act in projects"),
    "documents:read": _("Read documents"),
    "documents:write": _("File documents"),
    "repositories:read": _("Clone repositories"),
    "repositories:write": _("Push into repositories"),
    "tests:write": _("Report automated tests"),
}
DAYS_CHOICES: Final = [(30, _("30 days")), (90, _("90 days")), (180, _("180 days")), (365, _("1 year"))]

FIELD_OF: Final = {
    "email_invalid": "email",
    "email_taken": "email",
    "invitation_open": "email",
    "nip_invalid": "nip",
    "unit_unknown": "unit",
    "unit_code_invalid": "code",
    "unit_code_taken": "code",
    "unit_loop": "parent",
    "person_unknown": "user",
    "holding_overlaps": "user",
    "period_order": "to_on",
    "acting_end_missing": "to_on",
    "holding_ended": "to_on",
    "acting_letter_missing": "letter_number",
    "password_weak": "password",
    "last_administrator": "administrator",
    "not_yourself": "administrator",
}
"""At which field the sentence of a refusal stands."""


def blame(form: forms.Form, error: RunutError) -> list[Reason]:
    """Put each reason of ``error`` at its field; return those that belong to no field of this form."""
    loose = []
    for one in error.reasons:
        field = FIELD_OF.get(one.code, "")
        if field in form.fields:
            form.add_error(field, say(one))
        else:
            loose.append(one)
    return loose


def unit_choices(units: Iterable[Unit]) -> list[tuple[int | str, Any]]:
    """Return the units to choose from, none first."""
    return [("", _("no unit")), *((one.id, one.name) for one in units)]


class UnitChoice(forms.TypedChoiceField):
    """A unit by its number, or None."""

    def __init__(self, **more: Any) -> None:
        super().__init__(coerce=int, empty_value=None, **more)


class OwnForm(forms.Form):
    """What people say of themselves."""

    name = TextField(label=_("Name"), max_length=200, help_text=_("As it stands on official papers, with titles."))
    nip = TextField(label=_("NIP"), max_length=30, required=False, help_text=_("18 digits; empty for who is no civil servant."))
    position = TextField(label=_("Position"), max_length=200, required=False)


class InviteForm(forms.Form):
    """Whom to invite."""

    email = forms.EmailField(label=_("E-mail address"), max_length=254)
    name = TextField(label=_("Name"), max_length=200, help_text=_("As it stands on official papers, with titles."))
    unit = UnitChoice(label=_("Unit"), required=False)
    position = TextField(label=_("Position"), max_length=200, required=False)
    administrator = forms.BooleanField(
        label=_("Administrator"), required=False, help_text=_("Sets up people, offices, the SOP and the calendar.")
    )
    auditor = forms.BooleanField(label=_("Auditor"), required=False, help_text=_("Reads everything, changes nothing."))

    def __init__(self, *args: Any, units: Iterable[Unit], **more: Any) -> None:
        super().__init__(*args, **more)
        field = self.fields["unit"]
        assert isinstance(field, UnitChoice)
        field.choices = unit_choices(units)

    def told(self) -> dict[str, Any]:
        """Return what was typed as the services take it."""
        data = dict(self.cleaned_data)
        data["unit_id"] = data.pop("unit")
        return data


class PersonForm(InviteForm):
    """What an administrator says of a person."""

    nip = TextField(label=_("NIP"), max_length=30, required=False, help_text=_("18 digits; empty for who is no civil servant."))
    field_order = ("email", "name", "nip", "unit", "position", "administrator", "auditor")


class LetterheadForm(forms.Form):
    """What pages and papers call the organisation."""

    name = TextField(label=_("Name"), max_length=200)
    region = TextField(label=_("Region"), max_length=200, required=False, help_text=_("The province or regency it belongs to."))
    address = TextField(label=_("Address"), max_length=300, required=False)
    telephone = TextField(label=_("Telephone"), max_length=60, required=False)
    email = forms.EmailField(label=_("E-mail address"), max_length=254, required=False)


class UnitForm(forms.Form):
    """A unit and where it stands."""

    name = TextField(label=_("Name"), max_length=200)
    code = TextField(label=_("Code"), max_length=40, help_text=_("Short and lasting, as on letters; letters, digits, dots, hyphens."))
    parent = UnitChoice(label=_("Belongs to"), required=False)

    def __init__(self, *args: Any, units: Iterable[Unit], **more: Any) -> None:
        super().__init__(*args, **more)
        field = self.fields["parent"]
        assert isinstance(field, UnitChoice)
        field.choices = unit_choices(units)


class AppointForm(forms.Form):
    """Who holds an office, in which capacity and for how long."""

    user = forms.TypedChoiceField(label=_("Who"), coerce=int)
    capacity = forms.ChoiceField(label=_("Capacity"), choices=CAPACITY_CHOICES, widget=forms.RadioSelect, initial="definitive")
    from_on = DayField(label=_("First day"))
    to_on = DayField(
        label=_("Last day"), required=False, help_text=_("Still belongs to it. Needed for an acting official; else empty until it ends.")
    )
    letter_number = TextField(
        label=_("Number of the letter"), max_length=120, required=False, help_text=_("The order that names an acting official.")
    )
    letter_on = DayField(label=_("Date of the letter"), required=False)

    def __init__(self, *args: Any, people: Iterable[Candidate], **more: Any) -> None:
        super().__init__(*args, **more)
        field = self.fields["user"]
        assert isinstance(field, forms.TypedChoiceField)
        choices = [(one.id, f"{one.name} ({one.position or one.unit})" if one.position or one.unit else one.name) for one in people]
        field.choices = [("", _("choose a person")), *choices]

    def told(self) -> dict[str, Any]:
        """Return what was typed as the services take it."""
        data = dict(self.cleaned_data)
        data["user_id"] = data.pop("user")
        return data


class EndForm(forms.Form):
    """When a holding ends."""

    to_on = DayField(label=_("Last day"), help_text=_("This day still belongs to it."))

    def __init__(self, data: Any = None, *, today: date) -> None:
        super().__init__(data, initial={"to_on": today})


class PasswordForm(forms.Form):
    """The password that an invited person chooses, twice."""

    password = forms.CharField(
        label=_("Password"),
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("At least 12 characters. A few words that you remember are better than signs that you forget."),
    )
    again = forms.CharField(
        label=_("The same again"), strip=False, max_length=200, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )

    def clean(self) -> dict[str, Any]:
        """Refuse two passwords that differ."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("password") and data.get("again") and data["password"] != data["again"]:
            self.add_error("again", _("The two passwords differ."))
        return data


class PreferencesForm(forms.Form):
    """Language and theme."""

    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGE_CHOICES)
    theme = forms.ChoiceField(label=_("Theme"), choices=THEME_CHOICES)


class TokenForm(forms.Form):
    """What a token is for, what it opens and how long it lasts."""

    name = TextField(label=_("What it is for"), max_length=100)
    scopes = forms.MultipleChoiceField(
        label=_("What it may do"), choices=[(scope, SCOPE_NAMES[scope]) for scope in SCOPES], widget=forms.CheckboxSelectMultiple
    )
    days = forms.TypedChoiceField(label=_("How long it lasts"), coerce=int, choices=DAYS_CHOICES, initial=90)
