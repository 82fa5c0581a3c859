"""Values → the contract's JSON: one pydantic model a shape, and one function that makes it from the rooms' values."""
