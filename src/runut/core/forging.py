"""What is said of the office's own forge (GitLab, Gitea, Forgejo): why it did not do what it was asked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from runut.core.wording import gettext_noop

_ = gettext_noop

FORGES: Final[Mapping[str, str]] = {
    "forge_away": _("The forge %(address)s does not answer (%(why)s)."),
    "forge_slow": _("The forge %(address)s took longer than %(seconds)s seconds."),
    "forge_moved": _("The forge sends us to another address (%(status)s). RUNUT_FORGE_URL must name the one where it answers itself."),
    "forge_token": _("The forge does not accept the office's token, or lets it not do this (%(status)s). Whoever runs Runut sets it anew."),
    "forge_group": _("The forge has no group “%(group)s”, or the office's token does not see it."),
    "forge_taken": _("The forge has a project “%(name)s” already that is not of this case. Rename it there, then try again."),
    "forge_gone": _("The forge no longer has what was asked for. It may have been removed or moved there."),
    "forge_refused": _("The forge refused it (%(status)s): %(said)s"),
    "forge_broken": _("The forge has a fault of its own (%(status)s)."),
    "forge_garbage": _("The forge answered something that is not what its documentation says."),
    "forge_large": _("The forge answered more than %(most)s bytes; the rest was not read."),
    "forge_off": _("This office has set up no forge, or another one than that of this project."),
    "forge_working": _("The forge is being asked already; look again in a moment."),
    "forge_tag": _("The forge has no tag “%(tag)s”."),
    "forge_path": _("The archive of the tag has no file or folder “%(path)s”."),
    "forge_signature": _("The signature of this message is not that of our webhook."),
    "forge_push": _("This is no push as GitLab, Gitea or Forgejo tell it."),
}
"""Sentences by code, as in `sentences.SENTENCES`."""
