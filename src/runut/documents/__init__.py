"""Room: content-addressed files, their versions, and forms filed as documents."""
