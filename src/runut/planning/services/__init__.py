"""Everything that writes plans."""
