"""Logging in and out, guessing, tokens and oneself."""

from datetime import timedelta

import httpx
from fastapi import FastAPI

from palabre.kit.clock import clock
from palabre.kit.db import Database
from tests.portal import PASSWORD, Company, client, code, colleague, log_in


async def test_a_session_travels_as_a_cookie_that_scripts_cannot_read(acme: Company, app: FastAPI) -> None:
    browser = client(app)
    login = {"email": " Owner@ACME.test ", "password": PASSWORD}
    answer = await browser.post("/session", json=login)
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie and "SameSite=strict" in cookie
    me = (await browser.get("/me")).json()
    assert (me["email"], me["role"], me["account"]["domain"]) == ("owner@acme.test", "owner", "acme.test")
    assert (await browser.delete("/session")).status_code == 204
    assert code(await browser.get("/me")) == "not_logged_in"


async def test_another_site_cannot_act_with_the_cookie(acme: Company, app: FastAPI) -> None:
    browser = client(app)
    await browser.post("/session", json={"email": "owner@acme.test", "password": PASSWORD})
    answer = await browser.patch("/account", json={"name": "Evil"}, headers={"Sec-Fetch-Site": "cross-site"})
    assert code(answer) == "forbidden"


async def test_unknown_address_and_wrong_password_get_the_same_answer(
    acme: Company, anonymous: httpx.AsyncClient
) -> None:
    wrong = await anonymous.post("/session", json={"email": "owner@acme.test", "password": "x"})
    unknown = await anonymous.post("/session", json={"email": "nobody@acme.test", "password": "x"})
    assert (wrong.status_code, wrong.json()) == (unknown.status_code, unknown.json())
    assert code(wrong) == "wrong_login"


async def test_guessing_is_braked_and_forgiven_after_a_minute(
    acme: Company, anonymous: httpx.AsyncClient, moved_clock: None
) -> None:
    login = {"email": "owner@acme.test", "password": "guess"}
    answers = [code(await anonymous.post("/session", json=login)) for _ in range(11)]
    assert answers == ["wrong_login"] * 10 + ["too_many_guesses"]
    right = {**login, "password": PASSWORD}
    shut_out = await anonymous.post("/session", json=right)
    assert code(shut_out) == "too_many_guesses"
    assert int(shut_out.headers["retry-after"]) > 0
    clock.move(clock.now() + timedelta(seconds=61))
    assert (await anonymous.post("/session", json=right)).status_code == 201


async def test_a_session_ends_after_two_weeks(acme: Company, moved_clock: None) -> None:
    clock.move(clock.now() + timedelta(days=13))
    assert (await acme.api.get("/me")).status_code == 200
    clock.move(clock.now() + timedelta(days=2))
    assert code(await acme.api.get("/me")) == "not_logged_in"


async def test_a_program_works_with_its_token_until_it_is_deleted(acme: Company, app: FastAPI) -> None:
    token = await acme.made("/tokens", name="CRM")
    program = client(app, token["token"])
    assert (await program.get("/account")).status_code == 200
    listed = (await acme.api.get("/tokens")).json()["items"]
    assert [each["kind"] for each in listed] == ["session", "api"]
    assert "token" not in listed[1]
    assert (await acme.api.delete(f"/tokens/{token['id']}")).status_code == 204
    assert code(await program.get("/account")) == "not_logged_in"


async def test_nobody_ends_a_colleagues_token(acme: Company, db: Database) -> None:
    clerk = await colleague(db, acme, "employee")
    token = (await clerk.get("/tokens")).json()["items"][0]["id"]
    assert code(await acme.api.delete(f"/tokens/{token}")) == "not_found"


async def test_tokens_are_limited(acme: Company) -> None:
    for count in range(50):
        await acme.made("/tokens", name=f"program {count}")
    assert code(await acme.api.post("/tokens", json={"name": "one more"})) == "too_many"


async def test_a_new_password_needs_the_present_one_and_logs_other_browsers_out(
    acme: Company, app: FastAPI
) -> None:
    other = await log_in(app, "owner@acme.test")
    wanted = {"password": "another horse", "current_password": "wrong"}
    assert code(await acme.api.patch("/me", json=wanted)) == "wrong_login"
    answer = await acme.api.patch("/me", json={**wanted, "current_password": PASSWORD, "language": "en"})
    assert answer.json()["language"] == "en"
    assert (await acme.api.get("/me")).status_code == 200
    assert code(await other.get("/me")) == "not_logged_in"
    await log_in(app, "owner@acme.test", "another horse")
