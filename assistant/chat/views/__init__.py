"""What an assessment has to say, as blocks; the chat and the reports share these."""
