"""The terminal app: a screen around the chat; whatever it says comes from assistant.chat."""
