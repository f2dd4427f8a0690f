class TemporaryFailure(Exception):
    """The way is closed for now; the message may pass later."""


class PermanentFailure(Exception):
    """The address does not take messages; trying again cannot help."""
