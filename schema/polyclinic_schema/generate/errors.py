"""What is wrong with an operation file, in words that name it."""


class OperationError(ValueError):
    """An operation or its types cannot be generated; the text names the file, operation, fragment or type."""
