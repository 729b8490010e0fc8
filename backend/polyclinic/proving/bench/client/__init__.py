"""The driver's HTTP client: connections, the first look at a server, the load; orders and figures stay outside."""
