"""A case file: what is in it, that it says the same each time, and that nothing in it can be changed unseen."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random

import pytest

from runut.cli.case.answers import lines
from runut.core.errors import CaseFileBroken, ChainBroken, NotFound, NotPermitted, Refused
from runut.core.ledger import Event
from runut.documents.models import Blob
from runut.documents.store import store
from runut.formats.casefile import Verified, verified
from runut.formats.casefile import signed as proofs
from runut.reports.queries import AGENT, access_case_file, case_file
from tests.builders import Story
from tests.rooms.reports.conftest import packed


def check(content: bytes, head: str = "") -> Verified:
    return verified(io.BytesIO(content), agent=AGENT, head=head)


def test_it_is_a_bag_that_other_programs_open(story: Story) -> None:
    content = packed(story.case_id)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        manifest = [line.split("  ")[1] for line in archive.read("PA-2026-0001/manifest-sha256.txt").decode().splitlines()]
        documents = [name for name in names if "/documents/" in name]
        assert [name for name in names if "/data/" in name] == [f"PA-2026-0001/{name}" for name in sorted(manifest)]
        assert archive.read("PA-2026-0001/bagit.txt") == b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
    assert any(name.endswith(".pdf") for name in documents)
    assert any(name.endswith(".json") for name in documents)


def test_the_same_case_gives_the_same_bytes_and_its_length_is_known_before(story: Story) -> None:
    made = case_file(case_id=story.case_id)
    content = packed(story.case_id)
    assert content == packed(story.case_id)
    assert made.size == len(content)
    assert made.name == "PA-2026-0001.zip"


def test_it_is_verified_from_its_bytes_alone(story: Story) -> None:
    found = check(packed(story.case_id), head=story.page().case.head)
    assert (found.number, found.title, found.head) == ("PA-2026-0001", "Sistem Antrean", story.page().case.head)
    assert found.position.item is not None
    assert found.position.item.activity == 6
    assert [one.outcome for one in found.audit.decisions] == ["approved", "rejected", "approved"]


def test_the_index_speaks_both_languages_and_holds_no_markup_that_people_typed(story: Story) -> None:
    story.file("", by=story.cast.developer_one, text="x")
    archive = check(packed(story.case_id)).archive
    indonesian, english = (archive.read(f"PA-2026-0001/data/{name}").decode() for name in ("index.html", "index.en.html"))
    assert "Berkas proyek" in indonesian
    assert "Case file" in english
    assert "Perpanjang jadwal" in indonesian
    assert "<script" not in indonesian


def test_a_thousand_changed_bytes_are_all_found(signed_story: Story) -> None:
    content, rng = packed(signed_story.case_id), Random(8493)
    assert [one.kind for one in check(content).events].count("sign") == 2
    unseen = []
    for _ in range(1000):
        place, other = rng.randrange(len(content)), rng.randrange(1, 256)
        changed = bytearray(content)
        changed[place] ^= other
        try:
            check(bytes(changed))
        except (CaseFileBroken, ChainBroken):
            continue
        unseen.append((place, other))
    assert unseen == []


def test_a_signature_that_the_bytes_do_not_carry_is_found(signed_story: Story) -> None:
    found = check(packed(signed_story.case_id))
    first, second = (one for one in found.events if one.kind == "sign")
    of, one, two = (str(each) for each in (first.data["of"], first.data["sha256"], second.data["sha256"]))
    held = {sha256: b"".join(found.document(sha256)) for sha256 in (of, one, two)}
    proofs.signed(_Held(found.events, held))
    assert ["Karta" in line for line in lines(found) if "DEMONSTRASI" in line] == [True, False]  # both heads, with their certificates
    for code, changed in (
        ("casefile_signed", {one: b"%" + held[one]}),
        ("casefile_signed", {two: held[of]}),
        ("casefile_signature", {one: held[of] + b"\n% nothing"}),
        ("casefile_signature", {two: held[one] + b"\n% nothing"}),
    ):
        with pytest.raises(CaseFileBroken) as caught:
            proofs.signed(_Held(found.events, held | changed))
        assert caught.value.code == code, changed.keys()
    with pytest.raises(CaseFileBroken):
        proofs.signed(_Held([each for each in found.events if each != first], held))


@dataclass
class _Held:
    events: Sequence[Event]
    held: Mapping[str, bytes]

    def document(self, sha256: str) -> Iterator[bytes]:
        yield self.held[sha256]


@pytest.mark.parametrize("place", ["before", "after", "cut", "comment"])
def test_bytes_before_or_after_or_missing_are_found(story: Story, place: str) -> None:
    content = packed(story.case_id)
    with_comment = io.BytesIO(content)
    with zipfile.ZipFile(with_comment, "a") as archive:
        archive.comment = b"x"
    changed = {"before": b"x" + content, "after": content + b"x", "cut": content[:-1], "comment": with_comment.getvalue()}[place]
    with pytest.raises(CaseFileBroken) as caught:
        check(changed)
    assert caught.value.code == "casefile_zip"


@pytest.mark.parametrize(
    ("name", "code"), [("PA-2026-0001/data/more.txt", "casefile_extra"), ("../escape.txt", "casefile_name"), ("/etc/x/y", "casefile_name")]
)
def test_a_member_that_nothing_names_is_found(story: Story, name: str, code: str) -> None:
    from runut.formats.casefile import Archive, zipping

    content = packed(story.case_id)
    entries = list(Archive(io.BytesIO(content)).entries)
    added = zipping.Entry(name=name, size=0, crc=0)
    start = zipping.offsets(entries)[-1]
    changed = content[:start] + zipping.local_header(added) + zipping.directory([*entries, added])
    with pytest.raises(CaseFileBroken) as caught:
        check(changed)
    assert caught.value.code == code


def test_a_compressed_copy_is_no_case_file(story: Story) -> None:
    copy = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed(story.case_id))) as source, zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, source.read(name))
    with pytest.raises(CaseFileBroken) as caught:
        check(copy.getvalue())
    assert caught.value.code == "casefile_zip"


@pytest.mark.parametrize("content", [b"", b"PK", b"x" * 5000, b"PK\5\6" + bytes(18)])
def test_what_is_no_archive_is_told_so(content: bytes) -> None:
    with pytest.raises(CaseFileBroken):
        check(content)


def test_whoever_packs_it_anew_with_other_events_meets_the_published_head(story: Story) -> None:
    head = story.page().case.head
    story.file("", by=story.cast.developer_one)
    with pytest.raises(ChainBroken) as caught:
        check(packed(story.case_id), head=head)
    assert caught.value.code == "chain_head"


def test_answers_packed_anew_that_the_events_do_not_give_are_found(story: Story) -> None:
    from dataclasses import replace

    from runut.formats.casefile import bag

    made = case_file(case_id=story.case_id)
    root = "PA-2026-0001"
    texts = dict(made.texts)
    lied = json.loads(texts[f"{root}/data/audit.json"])
    lied["works"][0]["late"] = True
    texts[f"{root}/data/audit.json"] = json.dumps(lied, separators=(",", ":")).encode()
    lines = texts[f"{root}/manifest-sha256.txt"].decode().splitlines()
    hashes = {name: sha256 for sha256, name in (line.split("  ") for line in lines)}
    hashes["data/audit.json"] = bag.sha256(texts[f"{root}/data/audit.json"])
    texts[f"{root}/manifest-sha256.txt"] = bag.manifest(hashes)
    tags = {name: bag.sha256(texts[f"{root}/{name}"]) for name in (bag.BAGIT, bag.INFO, bag.MANIFEST)}
    texts[f"{root}/{bag.TAGS}"] = bag.manifest(tags)
    with pytest.raises(CaseFileBroken) as caught:
        check(b"".join(replace(made, texts=texts).blocks()))
    assert (caught.value.code, caught.value.reasons[0].params["name"]) == ("casefile_answers", "data/audit.json")


def test_a_damaged_document_gives_no_case_file(story: Story) -> None:
    sha256 = Blob.objects.filter(content=None).values_list("pk", flat=True)[0]
    path = store().path(sha256)
    path.chmod(0o600)
    path.write_bytes(b"other")
    with pytest.raises(Refused) as caught:
        case_file(case_id=story.case_id)
    assert caught.value.code == "casefile_stored"


def test_it_is_given_to_heads_the_keeper_auditors_and_administrators(story: Story) -> None:
    cast = story.cast
    for one in (cast.division_head, cast.bureau_head, cast.registrar, cast.auditor, cast.administrator):
        assert access_case_file(case_id=story.case_id, who=cast.standing(one)).size
    for one in (cast.user, cast.developer_one, cast.technical_one):
        with pytest.raises(NotPermitted):
            access_case_file(case_id=story.case_id, who=cast.standing(one))
    with pytest.raises(NotFound):
        access_case_file(case_id=story.case_id, who=cast.standing(cast.outsider))
