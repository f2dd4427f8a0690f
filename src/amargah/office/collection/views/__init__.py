"""Pages of collection, one module a noun."""
