"""Room: cases, work items, remarks, teams, and the chain of events."""
