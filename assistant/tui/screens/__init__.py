"""One screen per file, its styles beside it."""
