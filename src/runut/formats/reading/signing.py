"""Who enacted the SOP: position and name out of one cell; NIP and rank are not taken over."""

from __future__ import annotations

import re
from typing import Final

_NIP: Final = re.compile(r"\b(?:NIP|NRP|NIK|NIPPPK|NI PPPK)\b[.:\s]*[\d\s.\-]*", re.IGNORECASE)
_DIGITS: Final = re.compile(r"\b\d{8}\s?\d{6}\s?\d\s?\d{3}\b|\b\d{18}\b")
_RANK: Final = re.compile(
    r"^\(?(?:pembina|penata|pengatur|juru|mayor|kolonel|brigadir|ajun|komisaris)\b[^,\n]*(?:,?\s*\(?[IV]+\s?/\s?[a-e]\)?)?$|^[(\s]*[IV]+\s?/\s?[a-e][)\s]*$",
    re.IGNORECASE,
)
_POSITION: Final = re.compile(
    r"^(?:a\.?\s?n\.?|u\.?\s?b\.?|plt\.?|plh\.?|pj\.?)?\s*(?:kepala|sekretaris|direktur|direktris|camat|lurah|bupati|wali\s?kota|gubernur|rektor|dekan|ketua|inspektur|"
    r"asisten|menteri|deputi|komandan|kapolres|kapolsek|kasat|manajer|pimpinan|wakil|kuasa|pejabat|kabag|kadis|kasubbag|koordinator|presiden|kabid|staf ahli|head)\b",
    re.IGNORECASE,
)
_ACADEMIC: Final = re.compile(r"(?:^|\s)(?=(?:prof|drs?|dra|ir|h|hj|drg|apt|ns|k\.?h|r\.?a?|raden)\.\s)", re.IGNORECASE)
_GOES_ON: Final = re.compile(
    r"\b(?:dinas|badan|kabupaten|kota|provinsi|kecamatan|daerah|biro|bidang|bagian|kantor|dan|seksi|setda)\b", re.IGNORECASE
)
"""Words by which a further line belongs to the position."""
_DEGREE: Final = re.compile(r",\s*(?:S|M|A|D)\.?\s?[A-Z]")


def approval(text: str) -> dict[str, str] | None:
    """Return position and name from what stands under “Disahkan oleh”; None when that says nothing."""
    text = _DIGITS.sub(" ", _NIP.sub("\n", text[:1_000]))
    lines = [line for part in re.split(r"\n|\s{2,}", text) if (line := part.strip(" :,-_.…()"))]
    lines = [
        line for line in lines if not _RANK.match(line) and not re.fullmatch(r"(?:ttd|tanda tangan|cap|stempel)\.?", line, re.IGNORECASE)
    ]
    if not lines:
        return None
    if len(lines) == 1:
        lines = _parted(lines[0])
    begins = next((index for index, line in enumerate(lines) if _POSITION.match(line)), None)
    if begins is None:
        return {"position": lines[0]} | ({"name": lines[-1]} if len(lines) > 1 else {})
    ends = begins + 1
    while ends < len(lines) and not _is_name(lines[ends], last=ends == len(lines) - 1):
        ends += 1
    position = " ".join(lines[begins:ends])
    name = lines[ends] if ends < len(lines) else lines[begins - 1] if begins else ""
    return {"position": position} | ({"name": name} if name else {})


def _is_name(line: str, *, last: bool) -> bool:
    return bool(_DEGREE.search(line) or _ACADEMIC.match(line)) or (last and not _GOES_ON.search(line))


def _parted(line: str) -> list[str]:
    """Part “Kepala Biro Umum Drs. BUDI, M.Si” before the name: at an academic title, or where capitals begin."""
    if found := _ACADEMIC.search(line, 1):
        return [line[: found.start()].strip(), line[found.end() :].strip()]
    words = line.split()
    for index in range(2, len(words)):
        if (
            all(word.isupper() and len(word) > 1 for word in words[index : index + 2])
            and not words[index - 1].isupper()
            and _DEGREE.search(line)
        ):
            return [" ".join(words[:index]), " ".join(words[index:])]
    return [line]
