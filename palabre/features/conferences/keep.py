"""The conferences of an account; who is in a room talks on when it is deleted."""

from palabre.features import numbers
from palabre.features.conferences.models import Conference
from palabre.features.conferences.schemas import ConferenceOut

ROOMS = numbers.Numbered("conference", Conference, ConferenceOut)
