"""Sound ↔ text: recognisers behind a protocol, and text made fit for speaking."""
