"""For every test: hypothesis looks for counterexamples however long one takes, since tests time nothing.

Fifty examples keep the suite within its minutes; a law that needs more says so itself.
"""

from hypothesis import settings

settings.register_profile("suite", deadline=None, max_examples=50)
settings.load_profile("suite")
