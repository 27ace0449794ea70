"""The one kind of failure that ends in a line instead of a stack trace."""


class Failure(Exception):
    """One line that says what went wrong, and the exit code: 2 for wrong usage, 3 for what refused or vanished."""

    def __init__(self, line, status=3):
        super().__init__(line)
        self.status = status
