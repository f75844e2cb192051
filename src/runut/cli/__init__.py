"""The `runut` command line."""
