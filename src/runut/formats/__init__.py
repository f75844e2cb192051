"""Procedures in and out of files; no framework."""
