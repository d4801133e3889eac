"""A walk through the whole portal: each page of the navigation, its tabs, and what its first row opens."""

import re

from playwright.async_api import Page, expect

PLAIN = re.compile(r"^[^?]*$")
RIGHT = (
    "Math.max(...[...document.querySelectorAll('main *, [role=dialog] *')]"
    ".map(e => e.getBoundingClientRect().right))"
)


async def reaches(page: Page) -> dict[str, float]:
    """Tell how far anything reaches to the right, by place."""
    found: dict[str, float] = {}
    links = page.locator("nav a")
    await expect(links.nth(3)).to_be_attached()
    for name in await links.all_text_contents():
        await _go(page, name)
        await _look(page, name, found)
        await _tabs(page, "main", name, found)
        await _go(page, name)
        if await page.locator("main [data-row]").count():
            await _first_row(page, name, found)
    return found


async def _go(page: Page, name: str) -> None:
    """Choose a page, also where the navigation is folded away."""
    await page.locator("nav a").filter(has_text=name).first.dispatch_event("click")
    await expect(page).to_have_url(PLAIN)
    await expect(page.locator("main h1")).to_have_text(name)
    await expect(page.get_by_role("dialog")).to_have_count(0)
    await _settled(page)


async def _settled(page: Page) -> None:
    await expect(page.locator(".mantine-Skeleton-root, [aria-busy=true]")).to_have_count(0)


async def _look(page: Page, place: str, found: dict[str, float]) -> None:
    await _settled(page)
    found[place] = await page.evaluate(RIGHT)


async def _tabs(page: Page, scope: str, place: str, found: dict[str, float]) -> None:
    tabs = page.locator(f"{scope} [role=tab]")
    for at in range(await tabs.count()):
        await tabs.nth(at).click()
        await _look(page, f"{place}, {await tabs.nth(at).inner_text()}", found)


async def _first_row(page: Page, name: str, found: dict[str, float]) -> None:
    """Open the first of a list: beside it, before it, or on a page of its own."""
    await page.locator("main [data-row]").first.click()
    dialog = page.get_by_role("dialog")
    await expect(dialog.or_(page.locator("main h1").filter(has_not_text=name)).first).to_be_visible()
    await _look(page, f"{name}, one", found)
    scope = "[role=dialog]" if await dialog.count() else "main"
    await _tabs(page, scope, f"{name}, one", found)
    await page.keyboard.press("Escape")
