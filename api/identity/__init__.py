"""Who is there: accounts behind a port, access tokens, and what a request proves."""
