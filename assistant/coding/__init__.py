"""Draft -> Codings: which category each statement belongs to, how firmly it commits, and which words decided."""
