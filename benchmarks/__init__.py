"""Speed and size, measured side by side with the peer or the floor in the same run (`python -m benchmarks`)."""
