"""Runut runs a government office's application development under its official SOP."""

from __future__ import annotations


def __getattr__(name: str) -> str:
    """Return the version, read when somebody asks: reading it takes longer than most commands take to start."""
    if name != "__version__":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("runut")
    except PackageNotFoundError:  # a checkout that was never installed
        return "0.0.0"
