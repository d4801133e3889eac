"""The running switch: its configuration, its process, its console."""

from palabre.phone.engine.console import Console, SwitchAway
from palabre.phone.engine.devices import Devices
from palabre.phone.engine.ports import PortTaken
from palabre.phone.engine.rest import Rest
from palabre.phone.engine.settings import Brake, Certificate, Database, SwitchSettings
from palabre.phone.engine.switch import Switch, SwitchDoesNotStart

__all__ = [
    "Brake",
    "Certificate",
    "Console",
    "Database",
    "Devices",
    "PortTaken",
    "Rest",
    "Switch",
    "SwitchAway",
    "SwitchDoesNotStart",
    "SwitchSettings",
]
