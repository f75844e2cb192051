"""An SOP while it is being written: plain values that survive every step of a table which is not finished. No rows, no Django."""
