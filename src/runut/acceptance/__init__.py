"""Room: installation, compared with what was presented."""
