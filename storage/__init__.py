"""How anything is kept: database, migrations, field encryption, files, audit chain."""
