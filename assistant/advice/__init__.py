"""Comparison and ratings -> a minimal rebalancing: named targets, commitments with blank slots, never padding."""
