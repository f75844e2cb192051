"""Room: SOPs and their versions; the calendar of working days."""
