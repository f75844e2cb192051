"""What an office file holds besides its content: types of its parts, their relations, properties; and of Word styles, settings, the foot."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final
from xml.sax.saxutils import escape

from runut.formats.form import Form
from runut.formats.printing.drawingml import declared
from runut.formats.printing.packing import XML, pack
from runut.formats.printing.paper import LETTER, MARGIN, Paper
from runut.formats.printing.unseen import PART
from runut.formats.printing.wordml import twips

FONT: Final = "Arial"
_SPACES: Final = declared("w", "wp", "wps", "mc", "a", "r")
_LANGUAGES: Final = {"id": "id-ID", "en": "en-GB"}
_SCHEMAS: Final = "http://schemas.openxmlformats.org"
_DOCUMENTS: Final = f"{_SCHEMAS}/officeDocument/2006"
OFFICE: Final = f"{_DOCUMENTS}/relationships"
PACKAGE: Final[Mapping[str, str]] = {
    "docProps/core.xml": f"{_SCHEMAS}/package/2006/relationships/metadata/core-properties",
    "docProps/app.xml": f"{OFFICE}/extended-properties",
}
"""The relations that every office file has, besides that to its main part."""
_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PARTS: Final = ("document.main", "styles", "settings", "footer")
_FIELD: Final = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{}</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
)


def word_file(body: str, content: Form, paper: Paper, kept: Mapping[str, str]) -> bytes:
    """Return the Word file whose text is ``body``, on the pages of ``paper``; ``kept`` are the parts of `unseen`."""
    targets = {f"{one}.xml": f"{OFFICE}/{one}" for one in _PARTS[1:]} | {f"../{PART}": f"{OFFICE}/customXml"}
    return pack(
        {
            "[Content_Types].xml": types({f"word/{one.partition('.')[0]}.xml": f"{_WORD}.{one}+xml" for one in _PARTS}),
            "_rels/.rels": relations({**PACKAGE, "word/document.xml": f"{OFFICE}/officeDocument"}),
            **properties(content),
            "word/document.xml": f"{XML}<w:document {_SPACES}><w:body>{body}{_section(paper)}</w:body></w:document>",
            "word/_rels/document.xml.rels": relations(targets),
            "word/styles.xml": _styles(content),
            "word/settings.xml": _settings(),
            "word/footer.xml": _footer(content, paper),
            **kept,
        }
    )


def types(parts: Mapping[str, str]) -> str:
    """Return the part that says of what type each of ``parts`` is."""
    known = {
        **parts,
        "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        "docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
        "customXml/itemProps1.xml": "application/vnd.openxmlformats-officedocument.customXmlProperties+xml",
    }
    told = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in known.items())
    return (
        f'{XML}<Types xmlns="{_SCHEMAS}/package/2006/content-types"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
        f"{told}</Types>"
    )


def relations(targets: Mapping[str, str]) -> str:
    """Return the part that relates to ``targets``, by rId1, rId2, ... in their order."""
    found = [f'<Relationship Id="rId{number}" Type="{kind}" Target="{name}"/>' for number, (name, kind) in enumerate(targets.items(), 1)]
    return f'{XML}<Relationships xmlns="{_SCHEMAS}/package/2006/relationships">{"".join(found)}</Relationships>'


def properties(content: Form) -> dict[str, str]:
    """Return the file's own properties: title, who issued it, language; no time of its making."""
    core = (
        f'{XML}<cp:coreProperties xmlns:cp="{_SCHEMAS}/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape(content.name)}</dc:title><dc:creator>{escape(', '.join(content.organisation))}</dc:creator>"
        f"<dc:language>{_LANGUAGES[content.language]}</dc:language></cp:coreProperties>"
    )
    application = f'{XML}<Properties xmlns="{_DOCUMENTS}/extended-properties"><Application>Runut</Application></Properties>'
    return {"docProps/core.xml": core, "docProps/app.xml": application}


def _styles(content: Form) -> str:
    fonts = " ".join(f'w:{kind}="{FONT}"' for kind in ("ascii", "hAnsi", "eastAsia", "cs"))
    return (
        f'{XML}<w:styles {_SPACES}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts {fonts}/><w:sz w:val="{round(LETTER * 2)}"/>'
        f'<w:lang w:val="{_LANGUAGES[content.language]}"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/></w:style></w:styles>'
    )


def _settings() -> str:
    """Return settings of today's Word; without them it takes the file for one of 2007 and says so in its title."""
    mode = '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
    return f"{XML}<w:settings {_SPACES}><w:compat>{mode}</w:compat></w:settings>"


def _footer(content: Form, paper: Paper) -> str:
    """Return the foot of every page: the name of the SOP, and which page of how many."""
    right = twips(paper.page[0] - 2 * MARGIN)
    told = escape(content.word("page", page="\0")).replace("\0", f'</w:t></w:r>{_FIELD.format("PAGE")}<w:r><w:t xml:space="preserve">')
    return (
        f'{XML}<w:ftr {_SPACES}><w:p><w:pPr><w:tabs><w:tab w:val="right" w:pos="{right}"/></w:tabs></w:pPr><w:r><w:t xml:space="preserve">'
        f'{escape(content.name)}</w:t></w:r><w:r><w:tab/></w:r><w:r><w:t xml:space="preserve">{told}/</w:t></w:r>{_FIELD.format("NUMPAGES")}</w:p></w:ftr>'
    )


def _section(paper: Paper) -> str:
    wide, tall = (twips(one) for one in paper.page)
    sides = " ".join(f'w:{side}="{twips(MARGIN)}"' for side in ("top", "right", "bottom", "left"))
    return (
        '<w:sectPr><w:footerReference w:type="default" r:id="rId3"/>'
        f'<w:pgSz w:w="{wide}" w:h="{tall}" w:orient="landscape"/>'
        f'<w:pgMar {sides} w:header="{twips(MARGIN / 2)}" w:footer="{twips(MARGIN / 2)}" w:gutter="0"/></w:sectPr>'
    )
