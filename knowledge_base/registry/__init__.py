"""A district's registry export → drafts: read, mapped, compared with what is known, then carried out."""
