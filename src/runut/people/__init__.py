"""Room: units, users, offices and who holds them, acting officials."""
