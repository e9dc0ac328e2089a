"""An assessment as a file: text, JSON, Markdown, HTML, Word, Excel, REFI-QDA."""
