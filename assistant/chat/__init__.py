"""An utterance and a journal -> answer blocks; knows no screen."""
