"""One person's case: draft, materials, precheck, submission, review."""
