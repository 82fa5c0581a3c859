"""Form fields, profile and documents → proposed values. Pure: no database, no clock, no network."""
