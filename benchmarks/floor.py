"""A bare Django site: session, CSRF, one update, one insert; and the same view with a SpiffWorkflow step. The floor and the peer of http.py."""

from __future__ import annotations

import json
import os
import threading
from pathlib import Path

import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path

from runut.base import env

settings.configure(
    SECRET_KEY="floor" * 10,
    ALLOWED_HOSTS=["localhost", "127.0.0.1"],
    ROOT_URLCONF=__name__,
    USE_TZ=True,
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions"],
    MIDDLEWARE=[
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
    ],
    DATABASES={"default": env.database("RUNUT_FLOOR_DATABASE_URL", f"sqlite:///{os.environ['RUNUT_VAR']}/floor.sqlite3")},
)
if settings.DATABASES["default"]["ENGINE"] == "runut.base.sqlite":
    settings.DATABASES["default"]["OPTIONS"] = {"transaction_mode": "IMMEDIATE"}
settings.DATABASES["default"]["CONN_MAX_AGE"] = 600
django.setup()


def bare(request: HttpRequest, case_id: int) -> HttpResponse:
    """Write once."""
    user = request.user.pk
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE bare SET n = n + 1 WHERE id = %s", [case_id])
        cursor.execute("INSERT INTO bare_event (bare_id, who, content) VALUES (%s, %s, %s)", [case_id, user, "{}" * 200])
    return HttpResponseRedirect("/")


_engines = threading.local()


def spiff(request: HttpRequest, case_id: int) -> HttpResponse:
    """Take a step of the peer: load its state, complete the waiting task, store state and event."""
    from SpiffWorkflow.bpmn.serializer import BpmnWorkflowSerializer
    from SpiffWorkflow.util.task import TaskState

    if not hasattr(_engines, "one"):
        _engines.one = BpmnWorkflowSerializer(BpmnWorkflowSerializer.configure())
    user = request.user.pk
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT state FROM spiff WHERE id = %s", [case_id])
        workflow = _engines.one.deserialize_json(cursor.fetchone()[0])
        task = workflow.get_next_task(state=TaskState.READY, manual=True)
        task.data["outcome"] = "approved"
        task.run()
        workflow.do_engine_steps()
        cursor.execute("UPDATE spiff SET state = %s WHERE id = %s", [_engines.one.serialize_json(workflow), case_id])
        content = json.dumps({"task": task.task_spec.name})
        cursor.execute("INSERT INTO bare_event (bare_id, who, content) VALUES (%s, %s, %s)", [case_id, user, content])
    return HttpResponseRedirect("/")


urlpatterns = [path("bare/<int:case_id>/", bare), path("spiff/<int:case_id>/", spiff)]
application = get_wsgi_application()


def fill(cases: int) -> str:
    """Make the tables, the cases of both and a user; return the key of a session."""
    import io

    from django.contrib.auth.models import User
    from django.core.management import call_command
    from SpiffWorkflow.bpmn.parser import BpmnParser
    from SpiffWorkflow.bpmn.serializer import BpmnWorkflowSerializer
    from SpiffWorkflow.bpmn.workflow import BpmnWorkflow

    from benchmarks.spiff import bpmn

    call_command("migrate", verbosity=0)
    pk = "BIGSERIAL" if connection.vendor == "postgresql" else "INTEGER"
    parser = BpmnParser()
    parser.add_bpmn_io(io.BytesIO(bpmn().encode()))
    serializer = BpmnWorkflowSerializer(BpmnWorkflowSerializer.configure())
    workflow = BpmnWorkflow(parser.get_spec("sop"))
    workflow.do_engine_steps()
    state = serializer.serialize_json(workflow)
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE bare (id INTEGER PRIMARY KEY, n INTEGER)")
        cursor.execute("CREATE TABLE spiff (id INTEGER PRIMARY KEY, state TEXT)")
        cursor.execute(f"CREATE TABLE bare_event (id {pk} PRIMARY KEY, bare_id INTEGER, who INTEGER, content TEXT)")
        for number in range(1, cases + 1):
            cursor.execute("INSERT INTO bare VALUES (%s, 0)", [number])
            cursor.execute("INSERT INTO spiff VALUES (%s, %s)", [number, state])
    user = User.objects.create_user("ukur")
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return str(session.session_key)


if __name__ == "__main__":
    import sys

    Path(sys.argv[2]).write_text(fill(int(sys.argv[1])))
