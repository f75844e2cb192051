"""Room: presentations and the responses to them."""
