"""Parts of a plan as the files of other programs, in and out; no framework."""
