"""Room: where the source code of a case lives."""
