"""What the pages of this room ask for."""
