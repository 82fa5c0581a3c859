"""A district's registry export → drafts: read, mapped, compared with what is known, and only then carried out."""
