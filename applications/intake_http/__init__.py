"""A city's 统一收件 over HTTP: cases go out, receipts and call-backs come in, everything signed."""
