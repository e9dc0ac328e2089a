"""For every test: hypothesis looks for counterexamples however long one takes, since tests time nothing."""

from hypothesis import settings

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
