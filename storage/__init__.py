"""The only SQL. Functions over a transaction, one module per kind of thing kept."""
