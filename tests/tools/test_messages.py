"""The keeper of catalogues: what it reads, keeps and complains about."""

from __future__ import annotations

import gettext
from pathlib import Path

import pytest

from tools import messages

TEMPLATE = """{% load i18n %}
<h1 title="{{ _("A title") }}">{% translate "Hello" context "greeting" %}</h1> {# said once #}
  {% trans "100% done" as whole %}
{% blocktranslate trimmed count n=number with who=name %}
   {{ who }} has
   {{ n }} case
{% plural %}
   {{ who }} has {{ n }} cases
{% endblocktranslate %}
<a href="/">{% field form.name label=_("It's “here”") %}</a>
"""
CODE = '''"""A room."""
from django.utils.translation import gettext as _, gettext_lazy, ngettext
one = _("Due on %(day)s")
two = gettext_lazy("a " "b")
three = ngettext("%(n)s day", "%(n)s days", 2)
'''


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(messages, "ROOT", tmp_path)
    monkeypatch.setattr(messages, "PACKAGE", tmp_path)
    (tmp_path / "room" / "templates").mkdir(parents=True)
    (tmp_path / "room" / "__init__.py").write_text(CODE, encoding="utf-8")
    (tmp_path / "room" / "templates" / "page.html").write_text(TEMPLATE, encoding="utf-8")
    messages.update("room")
    return messages.catalogue_path("room")


def _translate(path: Path, message: str, translation: str, *, plural: str = "") -> None:
    text = path.read_text(encoding="utf-8")
    head = f'msgid "{message}"\n' + (f'msgid_plural "{plural}"\nmsgstr[0] ' if plural else "msgstr ")
    assert f'{head}""' in text
    path.write_text(text.replace(f'{head}""', f'{head}"{translation}"'), encoding="utf-8")


def test_code_and_templates_are_read(room: Path) -> None:
    found = {message.id if isinstance(message.id, str) else message.id[0] for message in messages.extracted("room") if message.id}
    assert found == {
        "A title",
        "Hello",
        "100%% done",
        "%(who)s has %(n)s case",
        "It's “here”",
        "Due on %(day)s",
        "a b",
        "%(n)s day",
    }


def test_a_catalogue_has_no_dates_and_no_line_numbers(room: Path) -> None:
    text = room.read_text(encoding="utf-8")
    assert "Date" not in text
    assert ".py" not in text
    assert ".html" not in text
    assert text == messages.updated("room")


def test_updating_keeps_translations_and_drops_what_is_gone(room: Path) -> None:
    _translate(room, "a b", "a be")
    _translate(room, "A title", "Judul")
    (room.parents[3] / "templates" / "page.html").write_text("<p></p>", encoding="utf-8")
    messages.update("room")
    text = room.read_text(encoding="utf-8")
    assert '"a be"' in text
    assert "Judul" not in text


def test_what_is_compiled_speaks(room: Path) -> None:
    _translate(room, "%(n)s day", "%(n)s hari", plural="%(n)s days")
    messages.compile_room("room")
    with room.with_suffix(".mo").open("rb") as file:
        spoken = gettext.GNUTranslations(file)
    assert spoken.ngettext("%(n)s day", "%(n)s days", 1) == "%(n)s hari"


def test_faults_are_named(room: Path) -> None:
    assert sum("not translated" in fault for fault in messages.faults("room")) == 8
    _translate(room, "Due on %(day)s", "Jatuh tempo %(tanggal)s")
    assert any("other gaps" in fault for fault in messages.faults("room"))
    room.write_text(room.read_text(encoding="utf-8").replace('msgid "a b"', '#, fuzzy\nmsgid "a b"'), encoding="utf-8")
    assert any("fuzzy" in fault for fault in messages.faults("room"))
    assert any("out of date" in fault for fault in messages.faults("room"))
    room.unlink()
    assert [fault for fault in messages.faults("room") if "missing" in fault]
