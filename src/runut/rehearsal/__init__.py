"""Rehearsal (gladi): any procedure run whole with invented people, a virtual clock and calendar, through the real services."""
