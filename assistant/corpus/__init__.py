"""Many drafts on one machine: each assessed alone, gathered into one table."""
