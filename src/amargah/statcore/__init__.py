"""Statistics without machinery: pure values and functions. No Django, no files, no network, no clock."""
