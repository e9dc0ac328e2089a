"""Draft and codings -> suggested ratings of eight hopes and five fears, each with its quotes."""
