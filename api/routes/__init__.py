"""The calls, one file a group. A route translates; what it means is decided below."""
