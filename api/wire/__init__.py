"""Values → the contract's JSON: one pydantic model a shape, one function that makes it."""
