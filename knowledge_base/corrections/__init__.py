"""The correction loop: what people say is wrong or got no answer, until a published version answers it."""
