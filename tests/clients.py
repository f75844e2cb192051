"""Somebody's browser, signed in, for tests that ask pages in this process."""

from __future__ import annotations

from django.contrib.auth import get_user_model
from django.test import Client

from tests.builders import Story


def client_of(user_id: int) -> Client:
    """Return the browser of a person."""
    client = Client()
    client.force_login(get_user_model().objects.get(pk=user_id))
    return client


def client_in(story: Story, who: str = "developer_one") -> Client:
    """Return the browser of somebody in a story, by their part in its cast."""
    return client_of(getattr(story.cast, who))
