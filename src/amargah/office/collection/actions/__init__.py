"""The verbs of collection, one module a noun."""
