"""Backup while people work, and restore into an empty installation: one file with the database, the stored files and a manifest of hashes."""
