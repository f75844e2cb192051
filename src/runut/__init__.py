"""Runut runs a government office's application development under its official SOP."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("runut")
except PackageNotFoundError:  # a checkout that was never installed
    __version__ = "0.0.0"
