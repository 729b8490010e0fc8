"""Refusals of sign-in and claiming. None of them tells whether an account, a challenge or a code exists."""

from polyclinic.kit.errors import DomainError


class WrongCodeError(DomainError):
    """The code is not the one we sent; `tries_left` more may be entered."""

    code = "WRONG_CODE"

    def __init__(self, tries_left: int) -> None:
        super().__init__("This is not the code we sent. Please check the message and try again.")
        self.tries_left = tries_left


class CodeExpiredError(DomainError):
    """Expired, used, out of tries, sent to another device, or never sent: the same answer."""

    code = "CODE_EXPIRED"

    def __init__(self) -> None:
        super().__init__("This code no longer works. Please ask for a new one.")


class InvalidActivationCodeError(DomainError):
    """Unknown, expired, or used by somebody else: the same answer."""

    code = "INVALID_ACTIVATION_CODE"

    def __init__(self) -> None:
        super().__init__("This activation code does not work. Please check it, or ask your clinic for a new one.")
