"""A file -> Draft -> Statements: text, Markdown, Word and PDF, read as a planner reads them."""
