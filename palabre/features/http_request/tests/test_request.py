"""What is sent and what is taken: values of variables cannot change what stands around them."""

import json
from pathlib import Path
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from palabre.calls.call import Call, World
from palabre.calls.directory import Account
from palabre.calls.facts import Keep, Log
from palabre.calls.sounds import SilentSounds
from palabre.calls.variables import Value
from palabre.features.http_request.fields import body_of, url_of
from palabre.features.http_request.path import find, parse
from palabre.features.http_request.step import HttpRequest
from palabre.kit.clock import clock
from palabre.kit.outside import Answer, Question
from palabre.kit.outside_guard import place_of
from palabre.phone.fake import FakePhone

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


class Server:
    """Says one thing to everybody, and remembers what it was asked."""

    def __init__(self, body: bytes = b"{}") -> None:
        self.body = body
        self.asked: list[Question] = []

    async def ask(self, question: Question) -> Answer:
        """The one thing."""
        self.asked.append(question)
        return Answer(200, self.body)

    async def addresses(self, host: str, port: int) -> list[str]:
        """Every host is there."""
        return [host]


def call(server: Server | None = None, **variables: Value) -> Call:
    """A call of a company with variables."""
    account = Account(uuid4(), "Acme", "acme.test")
    world = World(FakePhone(), SilentSounds(), clock, Path(), outside=server or Server())
    made = Call(world, account, "caller", Log(account.id, uuid4(), Keep()))
    made.variables = dict(variables)
    return made


@given(texts)
def test_a_value_stays_one_value_of_the_url(value: str) -> None:
    url = url_of("https://crm.test/find/{{x}}/end?name={{x}}&more=1#not", call(x=value))
    parts = urlsplit(url)
    assert (place_of(url).host, parts.path.count("/"), parts.fragment) == ("crm.test", 3, "not")
    assert parse_qs(parts.query, keep_blank_values=True) == {"name": [value], "more": ["1"]}


@given(texts)
def test_a_value_stays_one_text_of_a_json_body(value: str) -> None:
    body = body_of('{"name": "{{x}}", "count": {{n}}, "yes": {{f}}}', "json", call(x=value, n=3, f=True))
    assert json.loads(body) == {"name": value, "count": 3, "yes": True}


@given(texts)
def test_a_value_stays_one_field_of_a_form(value: str) -> None:
    body = body_of("name={{x}}&more=1", "form", call(x=value))
    assert parse_qs(body, keep_blank_values=True) == {"name": [value], "more": ["1"]}


ANSWER = {"a": {"b-c": [1, {"d e": "deep"}, None]}, "é": False, "list": []}


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("a.b-c[0]", 1),
        ("$.a.b-c[1]['d e']", "deep"),
        ('$["a"]["b-c"][-2]["d e"]', "deep"),
        ("é", False),
        *(
            (path, None)
            for path in ("a.b-c[2]", "a.b-c[9]", "a.b-c[-4]", "nothing.at.all", "list[0]", "a[0]")
        ),
    ],
)
def test_a_path_finds_one_value(path: str, found: object) -> None:
    assert find(ANSWER, parse(path)) == found


@pytest.mark.parametrize(
    "path", ["a b", "a[", "a[*]", "a[?(@.b)]", "..a", "a.", "[1:2]", "a[99999999]", "$$"]
)
def test_what_is_no_path_is_refused_before_any_call(path: str) -> None:
    with pytest.raises(ValidationError):
        HttpRequest.model_validate({"url": "https://a.test/", "takes": [{"path": path, "variable": "x"}]})


async def asked(body: bytes) -> Call:
    """A call that has asked for `x` and got this answer."""
    made = call(Server(body))
    fields = {"url": "https://a.test/", "takes": [{"path": "x", "variable": "x"}]}
    assert await HttpRequest.model_validate(fields).run(made) == "done"
    return made


@pytest.mark.parametrize(
    "body",
    [
        *(b"", b"<html>", b"[" * 60_000, b'{"x":' * 10_000, b'{"x": "\xff"}', b'{"x": 1e999}', b"nul"),
        *(b'{"x": [1]}', b'{"x": {}}', b'{"x": null}', b'{"x": "' + b"y" * 5000 + b'"}', b'"x"', b"7"),
        b'{"x": ' + b"9" * 400 + b"}",
    ],
    ids=lambda body: body[:12],
)
async def test_an_answer_that_fits_no_variable_leaves_it_as_it_was(body: bytes) -> None:
    made = await asked(body)
    assert made.variables == {}
    assert made.log.facts[-1].data["missing"] == ["x"]


async def test_a_variable_keeps_its_type() -> None:
    made = call(Server(b'{"x": "12,5"}'))
    made.types = {"x": "number"}
    step = HttpRequest.model_validate({"url": "https://a.test/", "takes": [{"path": "x", "variable": "x"}]})
    await step.run(made)
    assert made.variables == {"x": 12.5}


async def test_no_fact_tells_a_header_a_body_or_a_query() -> None:
    made = call(Server(), key="s3cret")
    fields = {
        "url": "https://a.test/path-s3cret?token={{key}}",
        "method": "POST",
        "headers": [{"name": "Authorization", "value": "Bearer {{key}}"}],
        "body": '{"password": "{{key}}"}',
    }
    await HttpRequest.model_validate(fields).run(made)
    assert "s3cret" not in str(made.log.facts)


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"url": "https://{{host}}/"}, "server_not_fixed"),
        ({"url": "https://a.test{{path}}"}, "server_not_fixed"),
        ({"url": "ftp://a.test/"}, "server_not_fixed"),
        ({"url": "https://user:word@a.test/"}, "url_wrong"),
        ({"headers": [{"name": "Host", "value": "b.test"}]}, "header_wrong"),
        ({"headers": [{"name": "X", "value": "a\r\nY: b"}]}, "header_wrong"),
        ({"body": '{"a": }'}, "body_not_json"),
    ],
)
def test_what_could_never_work_cannot_be_published(fields: dict[str, object], code: str) -> None:
    step = HttpRequest.model_validate({"url": "https://a.test/{{x}}?y={{y}}", **fields})
    assert [each.code for each in step.problems()] == [code]


def test_a_request_with_variables_in_the_right_places_can_be_published() -> None:
    fields = {
        "url": "https://a.test/{{x}}?y={{y}}",
        "headers": [{"name": "X-Caller", "value": "{{num_a}}"}],
        "body": '{"name": "{{caller_name}}", "count": {{n}}}',
    }
    assert list(HttpRequest.model_validate(fields).problems()) == []
