"""Whatever a script tries, it ends by its limits, reaches nothing, and the next one runs."""

import asyncio
import re
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from palabre.features.execute_code.sandbox import (
    CodeFailed,
    CodeTooLarge,
    CodeTooSlow,
    Program,
    fault_in,
    run,
)
from palabre.features.execute_code.turn import in_turn
from palabre.kit.errors import PalabreError

SLOW = [
    "for (;;) {}",
    "try { for (;;) {} } catch (e) {} finally { for (;;) {} }",
    "return /(a+)+$/.test('a'.repeat(50) + 'b')",
    "[3, 1, 2].sort(() => { for (;;) {} })",
    "return {toJSON() { for (;;) {} }}",
    "new Proxy({}, {get() { for (;;) {} }}).x",
]
LARGE = [
    "const a = []; for (;;) a.push({x: 1, y: 2, z: 3})",
    "let s = 'x'; for (;;) s += s",
    "new Array(1e9).fill(0)",
    "function f() { return f() + 1 } f()",
    "let o = {}; for (let i = 0; i < 1e6; i++) o = {o}; return o",
    "return 'x'.repeat(1e6)",
]
OUTSIDE = ["require", "process", "std", "os", "fetch", "XMLHttpRequest", "WebAssembly", "Worker", "print"]


@pytest.mark.parametrize("code", SLOW)
def test_a_script_without_end_is_ended(code: str) -> None:
    with pytest.raises(CodeTooSlow):
        run(Program(code))


@pytest.mark.parametrize("code", LARGE)
def test_a_script_that_grows_is_ended(code: str) -> None:
    with pytest.raises((CodeTooLarge, CodeTooSlow)):
        run(Program(code))
    assert run(Program("return 1 + 1")) == 2


@pytest.mark.parametrize("name", OUTSIDE)
def test_a_script_sees_nothing_outside(name: str) -> None:
    assert run(Program(f"return typeof {name}")) == "undefined"


@pytest.mark.parametrize("module", ["std", "os", "fs", "/etc/passwd", "file:///etc/passwd"])
def test_a_script_loads_nothing(module: str) -> None:
    assert run(Program(f"let got = null; import('{module}').then(m => got = m); return got")) is None


def test_one_script_leaves_nothing_to_the_next() -> None:
    run(Program("globalThis.kept = 1; Object.prototype.kept = 1; JSON.stringify = () => '666'"))
    assert run(Program("return [typeof kept, typeof {}.kept]")) == ["undefined", "undefined"]


@pytest.mark.parametrize(
    ("code", "value"),
    [
        ("return vars.a", "x"),
        ("return vars.b + 1", 8),
        ("return vars.none", None),
        ("return [1, {}]", [1, {}]),
    ],
)
def test_variables_go_in_and_a_value_comes_out(code: str, value: Any) -> None:
    assert run(Program(code, {"a": "x", "b": 7, "none": None})) == value


def test_an_error_is_told() -> None:
    with pytest.raises(CodeFailed) as failed:
        run(Program("throw new Error('no stock')"))
    assert "no stock" in failed.value.text("en")


@pytest.mark.parametrize(
    ("code", "valid"), [("return 1", True), ("return (", False), ("}); for(;;); ({", False), ("//", True)]
)
def test_what_is_no_javascript_is_known_before(code: str, valid: bool) -> None:
    assert (fault_in(code) is None) is valid


async def test_calls_go_on_while_scripts_run_without_end() -> None:
    """Ten endless scripts, and the loop is never held up for more than a moment."""
    loop = asyncio.get_running_loop()
    endless = [asyncio.create_task(_ended(in_turn(uuid4(), Program("for (;;) {}")))) for _ in range(10)]
    gaps = []
    while not all(each.done() for each in endless):
        begun = loop.time()
        await asyncio.sleep(0.005)
        gaps.append(loop.time() - begun)
    assert all([await each for each in endless])
    assert max(gaps) < 0.25


async def test_one_companys_endless_scripts_do_not_hold_up_those_of_another() -> None:
    hostile = uuid4()
    endless = [asyncio.create_task(_ended(in_turn(hostile, Program("for (;;) {}")))) for _ in range(20)]
    await asyncio.sleep(0.05)
    for _ in range(3):
        assert await in_turn(uuid4(), Program("return 1")) == 1
    assert not all(each.done() for each in endless)
    assert all([await each for each in endless])


async def _ended(work: Any) -> bool:
    try:
        await work
    except PalabreError:
        return True
    return False


def test_the_process_that_runs_scripts_can_open_and_start_nothing() -> None:
    run(Program("return 1"))
    (limits, status), *_ = [
        ((each / "limits").read_text(), (each / "status").read_text()) for each in _children()
    ]
    assert re.search(r"Max open files +0 +0 ", limits)
    assert re.search(r"Max processes +0 +0 ", limits)
    assert re.search(r"Max file size +0 +0 ", limits)
    assert re.search(r"NoNewPrivs:\s1", status)
    assert not re.search(r"Uid:\s0\s", status)


def _children() -> list[Path]:
    tasks = Path("/proc/self/task").glob("*/children")
    pids = [pid for each in tasks for pid in each.read_text().split()]
    return [
        Path("/proc") / pid
        for pid in pids
        if b"execute_code" in (Path("/proc") / pid / "cmdline").read_bytes()
    ]
