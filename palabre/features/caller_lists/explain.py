"""Says which list decides about a call, and why."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from palabre.features import numbers
from palabre.features.accounts import country_of
from palabre.features.caller_lists.decide import LEVELS, Asked, Opinion, opinions
from palabre.features.caller_lists.entries import exact
from palabre.features.caller_lists.schemas import DecisionIn, DecisionOut, OpinionOut
from palabre.features.caller_lists.snapshot import CallerLists
from palabre.kit.clock import clock
from palabre.kit.db import account_of, raw_of
from palabre.kit.errors import Language, NotFound
from palabre.routing.plan import Plan

PLACE = {
    "fr": {"account": "du compte", "number": "du numéro", "extension": "du poste"},
    "en": {"account": "of the account", "number": "of the number", "extension": "of the extension"},
}
LIST = {
    "fr": {"black": "liste noire", "white": "liste blanche"},
    "en": {"black": "black list", "white": "white list"},
}
WORDS: dict[Language, dict[str, str]] = {
    "fr": {
        "passed": "La {list} « {name} » {place} contient {entry} : l'appel passe, sans égard à ce qui suit.",
        "refused": "La {list} « {name} » {place} contient {entry} : l'appel est refusé.",
        "left_out": "Hors de la {list} « {name} » {place}, personne ne passe : l'appel est refusé.",
        "nothing": "La {list} « {name} » {place} ne contient pas ce numéro.",
        "overruled": "{said} Une règle qui passe avant en décide autrement.",
    },
    "en": {
        "passed": "The {list} “{name}” {place} has {entry}: the call goes through, whatever follows.",
        "refused": "The {list} “{name}” {place} has {entry}: the call is refused.",
        "left_out": "The number is not in the {list} “{name}” {place}, which lets nobody else in: refused.",
        "nothing": "The {list} “{name}” {place} does not have this number.",
        "overruled": "{said} A rule that comes first decides.",
    },
}


async def explain(session: AsyncSession, question: DecisionIn, language: Language) -> DecisionOut:
    """What becomes of a call. Raises NotFound for a number or extension that the account does not have."""
    country = await country_of(session)
    outside = numbers.shown(question.number, country)
    found = exact(outside, country)
    key = found.number if found else None
    lists = await CallerLists.load_for(await raw_of(session), account_of(session), key)
    called = await _number(session, question.called, country) if question.called else None
    extension = await _extension(session, question.extension) if question.extension else None
    heard = opinions(lists, Asked(question.direction, outside, called, extension), clock.now())
    decided = next((each for each in heard if each.says is not None), None)
    return DecisionOut(
        number=outside,
        verdict=decided.says if decided and decided.says else "open",
        action=decided.rule.action.does if decided and decided.says == "refused" else None,
        precedence=list(LEVELS),
        opinions=[_told(each, decided, language) for each in heard],
    )


def _told(each: Opinion, decided: Opinion | None, language: Language) -> OpinionOut:
    return OpinionOut(
        rule_id=each.rule.id,
        caller_list_id=each.list.id,
        list_name=each.list.name,
        list_type=each.list.type,
        level=each.rule.level,
        entry=each.entry,
        says=each.says,
        decides=each is decided,
        why=_why(each, each is decided, language),
    )


def _why(each: Opinion, decides: bool, language: Language) -> str:
    words = WORDS[language]
    which: str = each.says or "nothing"
    if which == "refused" and each.entry is None:
        which = "left_out"
    said = words[which].format(
        list=LIST[language][each.list.type],
        name=each.list.name,
        place=PLACE[language][each.rule.level],
        entry=each.entry,
    )
    return said if decides or each.says is None else words["overruled"].format(said=said)


async def _number(session: AsyncSession, called: str, country: str) -> UUID:
    account = account_of(session)
    own = (await numbers.Numbers.load(await raw_of(session), [account]))[account]
    found = own.by_e164.get(numbers.e164(called, country) or "")
    if found is None:
        raise NotFound(field="called", what=called)
    return found.id


async def _extension(session: AsyncSession, digits: str) -> UUID:
    account = account_of(session)
    plan = (await Plan.load(await raw_of(session), [account]))[account]
    kind, thing = plan.short.get(digits, ("", None))
    if kind != "extension" or thing is None:
        raise NotFound(field="extension", what=digits)
    return thing
