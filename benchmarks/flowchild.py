"""The plan loop of the SOP in viewflow, in an environment of its own: a line of what is decided comes in, the seconds of the step go out.

`flows.py` starts it. It knows nothing of ours: the peer's packages are here and ours are not.
"""

from __future__ import annotations

import json
import os
import sys
import time
from typing import Any

import django
from django.conf import settings

settings.configure(
    SECRET_KEY="peer" * 10,
    USE_TZ=True,
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes", "viewflow", "viewflow.workflow", "benchmarks"],
    DATABASES={"default": json.loads(os.environ["PEER_DATABASE"])},
)
django.setup()

from django.contrib.auth.models import User  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from viewflow import this  # noqa: E402
from viewflow.workflow import flow, lock  # noqa: E402
from viewflow.workflow.models import Task  # noqa: E402
from viewflow.workflow.status import STATUS  # noqa: E402

people: list[User] = []


def page(request: object) -> None:
    """Stand for the view of a task, which nobody opens here."""


def item() -> flow.View:
    """Return a work item that waits for whoever holds an office: here a permission."""
    return flow.View(page).Permission("auth.view_user")


def gate() -> flow.If:
    """Return a decision."""
    return flow.If(lambda activation: activation.process.data["outcome"] != "rejected")


class Sop(flow.Flow):
    """The ten activities: decisions at 1, 5 and 9, back to 3 and 6; locked as viewflow advises for each database."""

    lock_impl = lock.select_for_update_lock if connection.vendor == "postgresql" else lock.no_lock
    start = flow.StartHandle().Next(this.a1)
    a1, g1 = item().Next(this.g1), gate().Then(this.a2).Else(this.end)
    a2 = item().Next(this.a3)
    a3 = item().Next(this.a4)
    a4 = item().Next(this.a5)
    a5, g5 = item().Next(this.g5), gate().Then(this.a6).Else(this.a3)
    a6 = item().Next(this.a7)
    a7 = item().Next(this.a8)
    a8 = item().Next(this.a9)
    a9, g9 = item().Next(this.g9), gate().Then(this.a10).Else(this.a6)
    a10 = item().Next(this.end)
    end = flow.End()


def step(process_id: int, facts: dict[str, Any]) -> None:
    """Take and complete the task that waits, as viewflow's own views do in two requests: here under one lock, in one transaction."""
    with Sop.instance.lock(process_id):
        task = Task.objects.get(process_id=process_id, status=STATUS.NEW)
        activation = task.flow_task.activation_class(task)
        activation.assign(people[0])
        activation.start(None)
        activation.process.data.update(facts)
        activation.process.save()
        activation.execute()


def main() -> None:
    """Answer every line with the seconds by the clock and of the processor; ``count …`` with the number of statements."""
    call_command("migrate", verbosity=0)
    people.append(User.objects.create_user("ukur"))
    process_id = Sop.start.run().pk
    print(json.dumps("ready"), flush=True)
    for line in sys.stdin:
        word, _, told = line.strip().partition(" ")
        facts = json.loads(told)
        start, worked = time.perf_counter(), time.thread_time()
        if word == "begin":
            process_id = Sop.start.run().pk
            print(json.dumps("ready"), flush=True)
        elif word == "step":
            step(process_id, facts)
            worked, start = time.thread_time() - worked, time.perf_counter() - start
            print(json.dumps([start, worked]), flush=True)
        else:
            with CaptureQueriesContext(connection) as found:
                step(process_id, facts)
            print(json.dumps(sum(not one["sql"].startswith(("BEGIN", "COMMIT")) for one in found)), flush=True)
