"""What a browser sends of the editor, and what stands in the draft afterwards."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from lxml import html as lxml_html

from runut.procedures import queries

LETTERS = """SOP Surat Masuk
No\tKegiatan\tPelaksana\t\tMutu Baku\t\t\tKeterangan
\t\tPetugas Agenda\tKepala Biro\tKelengkapan\tWaktu\tOutput\t
1\tMencatat surat masuk\t√\t\tSurat\t30 menit\tSurat tercatat\t
2\tMemberi disposisi\t\t√\tSurat tercatat\t1 hari\tDisposisi\t
"""


def sent_of(response: Any) -> dict[str, str]:
    """What a browser would send of the form of the editor when nothing was changed."""
    tree = lxml_html.fromstring(response.content.decode())
    form = next(one for one in tree.forms if one.get("id") == "sop")
    sent = {name: value for name, value in form.form_values() if name != "csrfmiddlewaretoken"}
    return {**sent, **{one.get("name"): one.get("value") for one in tree.xpath("//input[@form='sop']")}}


def address_of(draft: int, name: str = "draft") -> str:
    return reverse(f"procedures:{name}", args=[draft])


def activity_of(draft: int, number: int) -> dict[str, Any]:
    found: dict[str, Any] = queries.draft_view(draft).data["activity"][number - 1]
    return found
