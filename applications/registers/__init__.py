"""数据共享: what other authorities' registers hold of a person, asked in acts and kept in the draft."""
