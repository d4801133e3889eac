"""Phones close and open a schedule: a code, its index if there are several, `*` and hours if limited."""

import re
from functools import partial
from uuid import UUID

from palabre.calls.directory import Account
from palabre.features.hours.override import Ordered
from palabre.features.hours.snapshot import Schedules
from palabre.features.hours.switch import NoSchedule, SwitchSchedule
from palabre.routing.codes import Code
from palabre.routing.flow import Flow, single
from palabre.routing.step import Step

BEHIND = re.compile(r"(?P<index>[0-9]{0,3})(?:\*(?P<hours>[0-9]{1,2}))?")


def _switch(state: Ordered, account: Account, extension: UUID, rest: str) -> Flow | None:
    found = BEHIND.fullmatch(rest)
    if found is None:
        return None
    index, hours = (int(each) if each else None for each in (found["index"], found["hours"]))
    schedule = account.part(Schedules).at_index(index)
    step: Step = NoSchedule()
    if schedule is not None:
        step = SwitchSchedule(schedule=schedule.id, state=state, extension=extension, hours=hours)
    return single("switch", step)


CODES = [
    Code(
        "close_now",
        "*61",
        "digits",
        partial(_switch, "closed"),
        fr="Fermer maintenant : *61 puis l'indice de l'horaire s'il y en a plusieurs, puis * "
        "et le nombre d'heures (0 : jusqu'à demain). Sans durée : jusqu'à nouvel ordre.",
        en="Close now: *61, then the schedule's index if there are several, then * and for how many hours "
        "(0: until tomorrow). Without hours: until further notice.",
    ),
    Code(
        "usual_hours",
        "*62",
        "digits",
        partial(_switch, "scheduled"),
        fr="Revenir aux horaires habituels : *62 puis l'indice de l'horaire s'il y en a plusieurs.",
        en="Back to the usual hours: *62, then the schedule's index if there are several.",
    ),
    Code(
        "open_now",
        "*63",
        "digits",
        partial(_switch, "open"),
        fr="Ouvrir maintenant : *63 puis l'indice de l'horaire s'il y en a plusieurs, puis * "
        "et le nombre d'heures (0 : jusqu'à demain). Sans durée : jusqu'à nouvel ordre.",
        en="Open now: *63, then the schedule's index if there are several, then * and for how many hours "
        "(0: until tomorrow). Without hours: until further notice.",
    ),
]
