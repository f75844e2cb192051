"""Room: the mandate and the final report."""
