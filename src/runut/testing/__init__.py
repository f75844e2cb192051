"""Room: acceptance, penetration and usability tests, and whether their evidence is strong enough to present."""
