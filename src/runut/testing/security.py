"""The security functions that the law asks of web applications, in our own words.

Source: Peraturan BSSN 4/2021, article 26 (functions a to m) and article 27 (procedures: paragraph 1 for function a, and so on, each with letters).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise as Text

ANSWERS: Final = {"fulfilled": _("fulfilled"), "not_applicable": _("does not apply"), "not_yet": _("not yet")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """What one letter of article 27 asks. ``key`` is paragraph and letter: 4d."""

    paragraph: int
    letter: str
    text: Text

    @property
    def key(self) -> str:
        """Paragraph and letter."""
        return f"{self.paragraph}{self.letter}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Function:
    """One of the thirteen functions; its letter is that of article 26, its number the paragraph of article 27."""

    number: int
    letter: str
    name: Text
    items: tuple[Item, ...]


_TEXTS: Final[tuple[tuple[Text, tuple[Text, ...]], ...]] = (
    (
        _("Authentication"),
        (
            _("Who signs in is recognised by passwords that the application manages."),
            _("Passwords are checked by the server, never by the browser alone."),
            _("Length, kinds of characters and lifetime of passwords are set."),
            _("After a set number of wrong passwords no more are taken."),
            _("A forgotten password is replaced in a safe way."),
            _("Stored passwords are hashed, so that nobody can read them."),
            _("Signing in happens over an encrypted connection."),
        ),
    ),
    (
        _("Session management"),
        (
            _("Sessions are kept by one part of the application that manages them."),
            _("That part comes with the framework and is not home-made."),
            _("Session tokens are made by the server and cannot be guessed."),
            _("When and after how long a session ends is set."),
            _("The session's identifier is checked at each request."),
            _("Tokens are sent and kept where others cannot reach them."),
            _("A session cannot be copied or taken over, and its holder agrees to it."),
        ),
    ),
    (
        _("Access control"),
        (
            _("What each role may see and do is limited by authorisation."),
            _("Automatic, simultaneous or endless access is noticed and told."),
            _("The administrators' pages are set apart and protected."),
            _("Restricted data is given only against a token that was verified."),
        ),
    ),
    (
        _("Input validation"),
        (
            _("The server validates every input."),
            _("Input that does not validate is refused."),
            _("What the application runs on is not open to attacks through input."),
            _("Input is validated by what is allowed, not by what is forbidden."),
            _("Data from sources that are not trusted is filtered."),
            _("Code that is made at run time is avoided or kept safe."),
            _("Scripts in what people send are made harmless."),
            _("Nothing that is sent can be injected into a database statement."),
        ),
    ),
    (
        _("Cryptography"),
        (
            _("Algorithms, modules, protocols and keys are those that the rules allow."),
            _("Encrypted data is authenticated, so that a change of it is noticed."),
            _("Keys are made, kept, changed and destroyed by a set procedure."),
            _("Random numbers come from a cryptographic generator."),
        ),
    ),
    (
        _("Errors and logging"),
        (
            _("Messages about errors give nothing of the inside away."),
            _("Expected and unexpected errors are all handled."),
            _("Logs hold no restricted information."),
            _("Logs hold what an inquiry into an incident needs."),
            _("Logs cannot be read or changed by who may not."),
            _("Nothing can be injected into the logs; what must be is encrypted."),
            _("Clocks are synchronised with the right time."),
        ),
    ),
    (
        _("Data protection"),
        (
            _("Copies of restricted information are known and kept apart."),
            _("Restricted information that is kept for a while is protected meanwhile."),
            _("Exchange, deletion and audit of restricted information are arranged."),
            _("The application asks for no more parameters than it needs."),
            _("Data is stored safely."),
            _("There is a way to delete and to export data on request."),
            _("Memory is cleared of restricted information that is no longer needed."),
        ),
    ),
    (
        _("Communication security"),
        (
            _("Communication is encrypted."),
            _("Incoming and outgoing connections are protected and authenticated."),
            _("Which ciphers are used is set and tested."),
            _("Certificates are valid and looked after."),
        ),
    ),
    (
        _("Malicious code control"),
        (
            _("The code is analysed for malicious parts."),
            _("Source code and libraries are free of malicious code and of other unwanted functions."),
            _("Permissions for sensors and features that touch privacy are set."),
            _("The integrity of the application is protected."),
            _("Updates come in a safe way."),
        ),
    ),
    (
        _("Business logic"),
        (
            _("Steps can only be taken in their order and in a time that people need."),
            _("Business rules have limits and are validated."),
            _("Unusual activity is watched for."),
            _("Automation against the business logic is hindered."),
            _("Attacks by machines and unusual activity raise an alarm."),
        ),
    ),
    (
        _("Files"),
        (
            _("How many files each person may send, and how large, is set."),
            _("A file is checked to be what its name says."),
            _("Names and other data about files are made harmless."),
            _("Files from sources that are not trusted are scanned."),
            _("The server hands files out by safe rules."),
        ),
    ),
    (
        _("API and web services"),
        (
            _("The web service is configured safely."),
            _("Addresses of the API give no weakness away."),
            _("Each call is authorised."),
            _("Methods of HTTP are allowed only where they are valid."),
            _("Input is validated against a schema before it is taken."),
            _("Web services are protected by the methods that suit them."),
            _("Calls by machines are limited."),
        ),
    ),
    (
        _("Configuration"),
        (
            _("Servers are configured as their makers and good practice recommend."),
            _("Configuration and dependencies are documented and can be copied."),
            _("Features, documentation and samples that are not needed are removed."),
            _("Assets from elsewhere are checked to be unchanged."),
            _("Answers and content are sent with protecting headers."),
        ),
    ),
)
FUNCTIONS: Final = tuple(
    Function(
        number=number,
        letter="abcdefghijklm"[number - 1],
        name=name,
        items=tuple(Item(paragraph=number, letter="abcdefgh"[place], text=text) for place, text in enumerate(texts)),
    )
    for number, (name, texts) in enumerate(_TEXTS, 1)
)
ITEMS: Final[Mapping[str, Item]] = {item.key: item for one in FUNCTIONS for item in one.items}
