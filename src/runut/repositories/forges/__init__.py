"""The office's own forge: GitLab, or Gitea and Forgejo, behind one small protocol.

Everything here asks over the network: it runs in jobs, never in a request and never inside a transaction.
"""

from __future__ import annotations

from django.conf import settings

from runut.core.errors import ForgeFailed
from runut.repositories.forges.asking import Asker
from runut.repositories.forges.forgejo import Forgejo
from runut.repositories.forges.gitlab import Gitlab
from runut.repositories.forges.protocol import Forge, Project, Ref

__all__ = ["Forge", "Project", "Ref", "forge", "forge_name"]

_KINDS: dict[str, type[Gitlab | Forgejo]] = {"gitlab": Gitlab, "forgejo": Forgejo}


def forge_name() -> str:
    """Return what people call the office's forge; empty: it has set up none."""
    chosen = settings.FORGE
    return _KINDS[chosen.kind].name if chosen else ""


def forge(kind: str = "") -> Forge:
    """Return the office's forge.

    Raises:
        ForgeFailed: It has set up none, or none of that kind any more.
    """
    chosen = settings.FORGE
    if chosen is None or kind not in {"", chosen.kind}:
        raise ForgeFailed(code="forge_off")
    made = _KINDS[chosen.kind]
    return made(Asker(f"{chosen.address}{made.api}", made.header(chosen.token)), chosen.group)
