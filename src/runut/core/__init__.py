"""The rules of a case, in plain Python: no framework, no clock, no input or output."""
