"""The WSGI application that a web server loads."""

from __future__ import annotations

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "runut.config.settings")
application = get_wsgi_application()

# All of the site is loaded here and stays: the collector, which would walk it again with every few requests, is told to leave it alone, and
# looks for what requests leave behind after more of them (benchmarks/README.md, `http`). Forked processes share it for longer, too.
_ = get_resolver().url_patterns
gc.collect()
gc.freeze()
gc.set_threshold(20_000, 10, 10)
