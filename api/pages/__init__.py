"""Guide pages for people who only read: rendered here, whole without any script."""
