"""The pages of this room, and the address that git clients use."""
