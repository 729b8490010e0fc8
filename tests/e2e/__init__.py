"""The whole product as people meet it: real processes, a real browser."""
