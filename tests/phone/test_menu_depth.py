"""Menus below menus, the caller's language, and questions answered with keys, as a caller hears them."""

import pytest

from palabre.calls import spoken
from palabre.features.language.step import offer
from tests.phone.company import Company, Json, say, step, steps
from tests.phone.kit.call import Call

MAIN = "Bienvenue chez Dupont et fils. Pour nos services, tapez un. Pour nos horaires, tapez deux."
SERVICES = "Voici nos services. La comptabilité est au cinq, et l'étoile vous ramène au début."
ACCOUNTS = "Vous êtes au service de la comptabilité, nos bureaux ferment à dix-sept heures."
WRONG = "Cette touche ne mène nulle part dans notre maison, veuillez réessayer."
CODE = "Veuillez taper votre code de client, puis la touche dièse."
SIZE = "Veuillez taper les deux chiffres de votre taille."
COUNT = "Combien de pièces souhaitez-vous commander aujourd'hui ?"
WELCOME = "Hello and welcome to the sales department of our company."
THANKS = "Merci beaucoup, votre code de client est enregistré chez nous."


def menu(text: str, keys: list[str], more: Json | None = None, **exits: str) -> Json:
    """A menu whose silences and wrong keys end the call."""
    fields = {"prompt": {"text": text}, "keys": keys, "seconds": 4, **(more or {})}
    return step("menu", fields, **{"no_key": "end", "wrong_key": "end", **exits})


def services(**more: object) -> Json:
    """The menu below the main one."""
    fields = {"back_key": "*", "repeat_key": "0", "wrong_key_prompt": {"text": WRONG}, **more}
    return menu(SERVICES, ["5"], fields, key_5="accounts")


def nested() -> Json:
    """Two menus, one below the other."""
    return steps(
        "main",
        main=menu(MAIN, ["1", "2"], key_1="services", key_2="accounts"),
        services=services(),
        accounts=say(ACCOUNTS, done="end"),
        end=step("hang_up"),
    )


def question() -> Json:
    """A code that is repeated to the caller; then digits that are ended by their number, and by a pause."""
    fields = {"prompt": {"text": CODE}, "variable": "code", "confirm": True, "min_digits": 3}
    missed = {"not_recognised": "end", "no_answer": "end"}
    ask = step("question", fields, **missed, answered="size")
    full = {"variable": "size", "max_digits": 2, "digit_seconds": 10, "end_key": None}
    size = step("question", {"prompt": {"text": SIZE}, **full}, **missed, answered="count")
    pause = {"variable": "count", "max_digits": 9, "digit_seconds": 1, "end_key": None}
    count = step("question", {"prompt": {"text": COUNT}, **pause}, **missed, answered="thanks")
    return steps("ask", ask=ask, size=size, count=count, thanks=say(THANKS, done="end"), end=step("hang_up"))


async def caller_in(acme: Company, document: Json, **trunk: object) -> Call:
    """A call from outside into a scenario."""
    number = await acme.number(await acme.scenario(document))
    carrier = await acme.carrier(**trunk)
    call = await carrier.dial(number, "+2250700000001", "Client")
    await call.answered()
    return call


async def presses(acme: Company) -> list[str]:
    """The keys of the newest call, as its history has them."""
    return [
        each["data"]["key"] for each in (await acme.last_call())["facts"] if each["kind"] == "key_pressed"
    ]


async def test_down_a_menu_wrong_again_and_back(acme: Company) -> None:
    call = await caller_in(acme, nested())
    await call.hears(await acme.spoken(MAIN), at_least=1.0)
    await call.press("1")
    await call.hears(await acme.spoken(SERVICES), at_least=1.0)
    await call.press("9")
    await call.hears(await acme.spoken(WRONG), whole=True, within=8)
    await call.hears(await acme.spoken(SERVICES), at_least=1.0)
    await call.press("0")
    await call.hears(await acme.spoken(SERVICES), whole=True, within=10)
    await call.press("*")
    await call.hears(await acme.spoken(MAIN), at_least=1.0)
    await call.press("2")
    await call.hears(await acme.spoken(ACCOUNTS))
    await call.ended(within=15)
    assert await presses(acme) == ["1", "9", "0", "*", "2"]
    (row,) = (await acme.get("/calls", key="2"))["items"]
    assert row["keys"] == ["1", "2"]


async def test_the_language_that_the_caller_chose_is_kept(acme: Company) -> None:
    choices = [{"key": "1", "language": "fr"}, {"key": "2", "language": "en"}]
    document = steps(
        "choose",
        choose=step("language", {"choices": choices}, done="menu", no_key="menu"),
        menu=menu(WELCOME, ["1"], key_1="end"),
        end=step("hang_up"),
    )
    call = await caller_in(acme, document)
    await call.hears(await acme.spoken(offer("1", "fr"), "fr"), within=8)
    await call.hears(await acme.spoken(offer("2", "en"), "en"))
    await call.press("2")
    await call.hears(await acme.spoken(WELCOME, "en"), at_least=1.5)
    await call.press("9")
    await call.hears(await acme.sentence(spoken.INVALID_KEY, "en"), within=8)
    await call.hang_up()


async def test_a_question_is_confirmed_digit_by_digit(acme: Company) -> None:
    call = await caller_in(acme, question())
    await call.hears(await acme.spoken(CODE), at_least=1.0)
    await call.press("471#")
    await call.hears(await acme.sentence(spoken.YOU_TYPED), within=8)
    await call.hears(await acme.sentence(spoken.CONFIRM), within=10)
    await call.press("1")
    for text, digits in ((SIZE, "42"), (COUNT, "7")):
        await call.hears(await acme.spoken(text), at_least=1.0, within=8)
        await call.press(digits)
    await call.hears(await acme.spoken(THANKS), within=8)
    await call.ended(within=15)
    facts = (await acme.last_call())["facts"]
    said = [text for each in facts if each["kind"] == "played" for text in each["data"]["said"]]
    assert said[1:5] == [spoken.YOU_TYPED.fr, "4", "7", "1"]
    assert [each["data"]["value"] for each in facts if each["kind"] == "variable_set"] == [
        *("471", "42", "7"),
    ]


async def test_a_menu_is_reached_by_its_short_number_and_through_another_menu(acme: Company) -> None:
    below = steps("services", services=services(), accounts=say(ACCOUNTS, done="end"), end=step("hang_up"))
    (phone,) = await acme.staff("101")
    scenario = await acme.scenario(below)
    await acme.api.patch(f"/scenarios/{scenario}", json={"number": "600"})
    await acme.settled()
    inside = await phone.dial("600")
    await inside.hears(await acme.spoken(SERVICES), at_least=1.0, within=8)
    await inside.hang_up()
    main = menu(MAIN, [], {"direct_dialling": True})
    call = await caller_in(acme, steps("main", main=main, end=step("hang_up")))
    await call.hears(await acme.spoken(MAIN), at_least=1.0)
    await call.press("600")
    await call.hears(await acme.spoken(SERVICES), at_least=1.0)
    await call.press("*")
    await call.hears(await acme.spoken(MAIN))
    await call.hang_up()


@pytest.mark.parametrize(("method", "dtmf"), [("rfc4733", "auto"), ("info", "auto"), ("inband", "inband")])
async def test_keys_of_a_phone_by_all_three_ways(acme: Company, method: str, dtmf: str) -> None:
    extension = await acme.extension("101")
    (device,) = (await acme.get(f"/extensions/{extension}"))["devices"]
    await acme.api.patch(f"/devices/{device['id']}", json={"dtmf": dtmf})
    scenario = await acme.scenario(nested())
    await acme.api.patch(f"/scenarios/{scenario}", json={"number": "600"})
    await acme.settled()
    phone = await acme.phone("101")
    call = await phone.dial("600")
    await call.answered()
    await call.hears(await acme.spoken(MAIN), at_least=1.0, within=8)
    await call.press("2", method)
    await call.hears(await acme.spoken(ACCOUNTS))
    await call.ended(within=15)
    assert await presses(acme) == ["2"]


async def test_keys_of_an_outside_caller_as_tones(acme: Company) -> None:
    call = await caller_in(acme, nested(), dtmf="inband")
    await call.hears(await acme.spoken(MAIN), whole=True, within=10)
    await call.press("1", "inband")
    await call.hears(await acme.spoken(SERVICES), at_least=1.0)
    await call.press("*", "inband")
    await call.hears(await acme.spoken(MAIN), at_least=1.0)
    await call.hang_up()
    assert await presses(acme) == ["1", "*"]


async def test_a_killed_call_process_keeps_the_language_and_the_way_back(acme: Company) -> None:
    document = steps(
        "english",
        english=step("language", {"language": "en"}, done="main"),
        main=menu(WELCOME, ["1"], key_1="below"),
        below=menu(
            "You are one floor below the sales department now.", ["5"], {"back_key": "*"}, key_5="end"
        ),
        end=step("hang_up"),
    )
    call = await caller_in(acme, document)
    await call.hears(await acme.spoken(WELCOME, "en"), at_least=1.5)
    await call.press("1")
    below = await acme.spoken("You are one floor below the sales department now.", "en")
    await call.hears(below, whole=True, within=10)
    acme.stack.kill("palabre calls")
    await call.hears(below, within=15)
    await call.press("*")
    await call.hears(await acme.spoken(WELCOME, "en"), at_least=1.5)
    await call.press("9")
    await call.hears(await acme.sentence(spoken.INVALID_KEY, "en"), within=8)
    await call.hang_up()
