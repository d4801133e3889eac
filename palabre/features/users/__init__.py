"""The people of an account: how they log in, what they may do, and the tokens of their programs."""

from palabre.features.users.people import EmailTaken, add_employees, add_user, name_of
from palabre.features.users.schemas import UserNew

__all__ = ["EmailTaken", "UserNew", "add_employees", "add_user", "name_of"]
