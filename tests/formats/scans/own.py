"""Reports as scanners write them, made here: one of each kind, with what it holds."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

SARIF: Final[Mapping[str, Any]] = {
    "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
    "version": "2.1.0",
    "runs": [
        {
            "results": [
                {
                    "ruleId": "py/sql-injection",
                    "message": {"text": "Query built from <b>user</b> input"},
                    "locations": [
                        {
                            "physicalLocation": {
                                "artifactLocation": {"uri": "app/views.py"},
                                "region": {"startLine": 12, "snippet": {"text": "cursor.execute(q)"}},
                            }
                        }
                    ],
                },
                {"ruleIndex": 1, "message": {"text": "Old hash"}, "level": "note"},
                {"ruleId": "py/unused", "kind": "pass", "message": {"text": "fine"}},
                {"ruleId": "unknown", "message": {"text": "Nobody says what this is"}},
            ],
            "tool": {
                "driver": {
                    "name": "Pemindai",
                    "rules": [
                        {
                            "id": "py/sql-injection",
                            "shortDescription": {"text": "SQL injection"},
                            "defaultConfiguration": {"level": "error"},
                            "properties": {"security-severity": "9.8", "tags": ["external/cwe/cwe-089", "OWASP A03:2021"]},
                        },
                        {"id": "py/weak-hash", "name": "WeakHash", "defaultConfiguration": {"level": "error"}},
                    ],
                }
            },
        }
    ],
}
ZAP: Final[Mapping[str, Any]] = {
    "@programName": "ZAP",
    "@version": "2.16.0",
    "site": [
        {
            "@name": "https://antrean.contoh.example",
            "alerts": [
                {
                    "pluginid": "40012",
                    "alertRef": "40012-1",
                    "alert": "Cross Site Scripting (Reflected)",
                    "riskcode": "3",
                    "desc": "<p>Script from the request comes back.</p>",
                    "instances": [
                        {"uri": "https://antrean.contoh.example/cari?q=x", "method": "GET", "param": "q", "evidence": "<script>"},
                        {"uri": "https://antrean.contoh.example/daftar?q=x", "method": "GET", "param": "q"},
                    ],
                    "cweid": "79",
                },
                {"pluginid": "10020", "alert": "No frame policy", "riskcode": "0", "instances": [], "cweid": "-1"},
            ],
        }
    ],
}
NUCLEI: Final = "\n".join(
    json.dumps(one)
    for one in (
        {
            "template-id": "CVE-2021-44228",
            "info": {
                "name": "Log4j",
                "severity": "critical",
                "tags": ["cve"],
                "classification": {
                    "cvss-metrics": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H",
                    "cvss-score": 10.0,
                    "cwe-id": ["cwe-502"],
                },
            },
            "matched-at": "https://antrean.contoh.example/",
        },
        {"template-id": "tech-detect", "info": {"name": "Teknologi", "severity": "unknown"}, "host": "antrean.contoh.example"},
    )
)
TRIVY: Final[Mapping[str, Any]] = {
    "SchemaVersion": 2,
    "ArtifactName": "antrean:1.0",
    "Results": [
        {
            "Target": "antrean:1.0 (debian 12)",
            "Vulnerabilities": [
                {
                    "VulnerabilityID": "CVE-2024-0001",
                    "PkgName": "openssl",
                    "InstalledVersion": "3.0.1",
                    "FixedVersion": "3.0.2",
                    "Severity": "HIGH",
                    "SeveritySource": "debian",
                    "CweIDs": ["CWE-787"],
                    "CVSS": {"nvd": {"V3Vector": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N", "V3Score": 7.5}},
                },
            ],
        },
        {
            "Target": "Dockerfile",
            "Misconfigurations": [
                {"ID": "DS001", "Title": "latest", "Severity": "MEDIUM", "Status": "FAIL", "CauseMetadata": {"StartLine": 1}},
                {"ID": "DS002", "Title": "root", "Severity": "HIGH", "Status": "PASS"},
            ],
        },
        {
            "Target": "conf.py",
            "Secrets": [{"RuleID": "aws-key", "Title": "Key", "Severity": "CRITICAL", "StartLine": 3, "Match": "AKIA****"}],
        },
    ],
}
BURP: Final = """<?xml version="1.0"?>
<!DOCTYPE issues [<!ELEMENT issues (issue*)><!ATTLIST issues burpVersion CDATA "">]>
<issues burpVersion="2025.1"><issue><serialNumber>1</serialNumber><type>1049088</type><name>SQL injection</name>
<host ip="192.0.2.1">https://antrean.contoh.example</host><path><![CDATA[/cari]]></path><location><![CDATA[/cari [q]]]></location>
<severity>High</severity><confidence>Firm</confidence><issueDetail><![CDATA[The <b>q</b> parameter.]]></issueDetail>
<vulnerabilityClassifications><![CDATA[<li>CWE-89: Injection</li>]]></vulnerabilityClassifications>
<requestresponse><request base64="true">c2VjcmV0</request></requestresponse></issue>
<issue><type>1</type><name>Note</name><host>https://antrean.contoh.example</host><path>/</path><severity>Information</severity></issue></issues>"""
NMAP: Final = """<?xml version="1.0"?><!DOCTYPE nmaprun><nmaprun scanner="nmap"><host><address addr="192.0.2.1" addrtype="ipv4"/><ports>
<port protocol="tcp" portid="22"><state state="open"/><service name="ssh" product="OpenSSH" version="7.4"/>
<script id="vulners" output="&#xa;  cpe:/a:openbsd:openssh:7.4: &#xa;    &#9;CVE-2018-15919&#9;5.0&#9;https://vulners.com/cve/CVE-2018-15919"/></port>
<port protocol="tcp" portid="23"><state state="closed"/></port></ports>
<hostscript><script id="smb-vuln-ms17-010" output="State: VULNERABLE&#xa;IDs:  CVE:CVE-2017-0143&#xa;Risk factor: HIGH"/></hostscript></host></nmaprun>"""
ZAP_XML: Final = """<?xml version="1.0"?><OWASPZAPReport version="2.16.0"><site name="https://antrean.contoh.example"><alerts><alertitem>
<pluginid>40012</pluginid><alertRef>40012-1</alertRef><alert>Cross Site Scripting (Reflected)</alert><riskcode>3</riskcode><desc>x</desc>
<instances><instance><uri>https://antrean.contoh.example/baru?q=x</uri><method>GET</method><param>q</param></instance></instances>
<cweid>79</cweid></alertitem></alerts></site></OWASPZAPReport>"""

REPORTS: Final[Mapping[str, tuple[str, str, Mapping[str, int]]]] = {
    "sarif": (json.dumps(SARIF), "SARIF 2.1.0", {"critical": 1, "medium": 1, "low": 1}),
    "zap.json": (json.dumps(ZAP), "OWASP ZAP", {"high": 1, "info": 1}),
    "zap.xml": (ZAP_XML, "OWASP ZAP", {"high": 1}),
    "nuclei.jsonl": (NUCLEI, "Nuclei", {"critical": 1, "info": 1}),
    "nuclei.json": (f"[{NUCLEI.replace(chr(10), ',')}]", "Nuclei", {"critical": 1, "info": 1}),
    "trivy.json": (json.dumps(TRIVY), "Trivy", {"high": 1, "medium": 1, "critical": 1}),
    "burp.xml": (BURP, "Burp Suite", {"high": 1, "info": 1}),
    "nmap.xml": (NMAP, "Nmap", {"info": 1, "medium": 1, "high": 1}),
}
