"""Real SIP phones that hear, and a carrier, for tests of calls."""

from .call import Call
from .carrier import Carrier
from .ears import Heard
from .phone import Login, Phone, Phones, RegistrationRefused

__all__ = ["Call", "Carrier", "Heard", "Login", "Phone", "Phones", "RegistrationRefused"]
