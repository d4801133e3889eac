"""Outside callers in scenarios that decide: by who calls, by what is known, by what a script finds out."""

from palabre.calls import spoken
from tests.phone.company import Company, Json, kinds, say, step, steps
from tests.phone.kit.carrier import Carrier, diverted_by

LOCAL = "Vous appelez de Côte d'Ivoire, nous vous passons notre agence d'Abidjan."
ABROAD = "Vous appelez de l'étranger, notre agence de Paris vous répond à partir de neuf heures."
OPEN = "Nos bureaux sont ouverts aujourd'hui jusqu'à dix-huit heures, merci de votre appel."
ABIDJAN, PARIS = "+2250700000001", "+33140000000"


async def calling(acme: Company, document: Json) -> tuple[str, Carrier]:
    """A public number that leads to the scenario, and the carrier that calls come from."""
    number = await acme.number(await acme.scenario(document))
    return number, await acme.carrier()


async def test_a_caller_hears_what_is_meant_for_his_country(acme: Company) -> None:
    rule = {"variable": "num_a", "compare": "starts_with", "value": "+225"}
    document = steps(
        "where",
        where=step("condition", rule, yes="local", no="abroad"),
        local=say(LOCAL, done="end"),
        abroad=say(ABROAD, done="end"),
        end=step("hang_up"),
    )
    number, carrier = await calling(acme, document)
    for caller, text in ((ABIDJAN, LOCAL), (PARIS, ABROAD)):
        call = await carrier.dial(number, caller)
        await call.hears(await acme.spoken(text))
        await call.ended(within=15)


async def test_what_a_variable_holds_is_heard(acme: Company) -> None:
    text = "Bonjour {{name}}, vous avez {{points}} points de fidélité, merci de votre confiance."
    document = steps(
        "name",
        name=step("set_variable", {"variable": "name", "value": "Aminata"}, done="tag"),
        tag=step("tag", {"tag": "Client de {{num_a}}"}, done="say"),
        say=say(text, done="end"),
        end=step("hang_up"),
    )
    points = {"points": {"type": "number", "default": 42}}
    number, carrier = await calling(acme, document | {"variables": points})
    call = await carrier.dial(number, ABIDJAN)
    heard = "Bonjour Aminata, vous avez 42 points de fidélité, merci de votre confiance."
    await call.hears(await acme.spoken(heard))
    await call.ended(within=15)
    story = await acme.last_call()
    assert story["tags"] == [f"Client de {ABIDJAN}"]
    (found,) = (await acme.get("/calls", tag=f"Client de {ABIDJAN}"))["items"]
    assert found["id"] == story["id"]


async def test_a_script_finds_out_whom_to_ring(acme: Company) -> None:
    desk, front = await acme.staff("101", "102")
    script = "return Number(vars.num_a.slice(-1)) % 2 ? '101' : '102'"
    document = steps(
        "find",
        find=step("execute_code", {"code": script, "outputs": ["whom"]}, done="go"),
        go=step("forward", {"to": "{{whom}}"}),
    )
    number, carrier = await calling(acme, document)
    for caller, phone in (("+2250700000001", desk), ("+2250700000002", front)):
        call = await carrier.dial(number, caller)
        incoming = await phone.incoming()
        assert incoming.caller.number == caller
        await incoming.answer()
        await call.talks_with(incoming)
        await call.hang_up()
        await incoming.ended()


async def test_a_script_that_never_ends_ends_the_call_with_a_sentence(acme: Company) -> None:
    document = steps("loop", loop=step("execute_code", {"code": "while (true) {}"}, done="end"))
    document["steps"]["end"] = step("hang_up")
    number, carrier = await calling(acme, document)
    call = await carrier.dial(number, ABIDJAN)
    await call.hears(await acme.sentence(spoken.ERROR), within=15)
    await call.ended(within=15)
    assert "failed" in kinds(await acme.last_call())


async def test_a_change_of_an_account_wide_variable_is_heard_by_the_next_caller(acme: Company) -> None:
    variable = await acme.post("/variables", name="open", type="flag", value=True)
    closed = "Nos bureaux sont fermés : {{why}}. Merci de rappeler la semaine prochaine."
    await acme.post("/variables", name="why", value="inventaire annuel")
    document = steps(
        "open",
        open=step("condition", {"variable": "open", "value": "true"}, yes="yes", no="no"),
        yes=say(OPEN, done="close"),
        close=step(
            "set_variable", {"variable": "why", "value": "grande braderie", "scope": "account"}, done="end"
        ),
        no=say(closed, done="end"),
        end=step("hang_up"),
    )
    number, carrier = await calling(acme, document)
    first = await carrier.dial(number, ABIDJAN)
    await first.hears(await acme.spoken(OPEN))
    await first.ended(within=15)
    answer = await acme.api.patch(f"/variables/{variable['id']}", json={"value": False})
    assert answer.is_success, answer.text
    await acme.settled()
    second = await carrier.dial(number, PARIS)
    await second.hears(await acme.spoken(closed.replace("{{why}}", "grande braderie")))
    await second.ended(within=15)


async def test_forwarded_outside_with_the_callers_number(acme: Company) -> None:
    document = steps("go", go=step("forward", {"to": "07 07 07 07 07", "seconds": 20, "as_caller": True}))
    document["steps"]["go"]["exits"] = dict.fromkeys(("busy", "no_answer", "unavailable"), "end")
    document["steps"]["end"] = step("hang_up")
    number = await acme.number(await acme.scenario(document))
    carrier = await acme.carrier(shows_callers=True)
    call = await carrier.dial(number, PARIS)
    incoming = await carrier.incoming()
    assert incoming.caller.number == PARIS
    diversion = diverted_by(incoming)
    assert diversion is not None and diversion.number == number
    await incoming.answer()
    await call.talks_with(incoming)
    await call.hang_up()
    await incoming.ended()


async def test_a_call_knows_its_variables_after_the_call_process_was_killed(acme: Company) -> None:
    ask = "Vos points de fidélité sont enregistrés, tapez un pour les entendre à nouveau."
    told = "Vous avez {{points}} points, merci de votre confiance et à très bientôt."
    keys = {"prompt": {"text": ask}, "keys": ["1"], "seconds": 10, "repeats": 0}
    document = steps(
        "set",
        set=step("execute_code", {"code": "return 6 * 7", "outputs": ["points"]}, done="menu"),
        menu=step("menu", keys, key_1="say", no_key="end", wrong_key="end"),
        say=say(told, done="end"),
        end=step("hang_up"),
    )
    number, carrier = await calling(acme, document)
    call = await carrier.dial(number, ABIDJAN)
    await call.hears(await acme.spoken(ask), whole=True)
    acme.stack.kill("palabre calls")
    await call.hears(await acme.spoken(ask), within=15)
    await call.press("1")
    await call.hears(await acme.spoken(told.replace("{{points}}", "42")))
    await call.ended(within=15)
    await acme.calls_are_back()
