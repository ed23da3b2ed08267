"""A real browser: the system's Chromium, without network, on a live server."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, ConsoleMessage, Page

from accounts.models import User

ARTIFACTS = Path(__file__).resolve().parents[2] / "var" / "test-artifacts"
NO_NETWORK = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--no-default-browser-check",
    "--proxy-server=http://127.0.0.1:9",
    "--proxy-bypass-list=localhost;127.0.0.1",
]
EXPECTED = (
    # An answer that refuses a form; the page shows why.
    "status of 422",
    "status of 409",
    # A search replaced by the next letter typed; a real failure says responseError or sendError.
    "htmx:afterRequest,",
    "htmx:sendAbort,",
)


@pytest.fixture(scope="session", autouse=True)
def database_calls_are_allowed() -> Iterator[None]:
    """Let tests use the database while Playwright's event loop runs in their thread."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    yield
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Use the browser of the system."""
    wanted = (os.environ.get("CHROME", ""), "chromium", "chromium-browser", "google-chrome")
    found = next((path for name in wanted if name and (path := shutil.which(name))), None)
    if found is None:
        pytest.exit("No Chromium on this machine: install it, or name it in CHROME.", 1)
    return browser_type_launch_args | {"executable_path": found, "args": NO_NETWORK}


@pytest.fixture(scope="session")
def base_url(live_server: Any) -> str:
    """Start every address at the live server."""
    return str(live_server.url)


@pytest.fixture
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """Be a French desk in Paris."""
    return browser_context_args | {
        "locale": "fr-FR",
        "timezone_id": "Europe/Paris",
        "viewport": {"width": 1280, "height": 800},
    }


@pytest.fixture(autouse=True)
def silent_console(page: Page) -> Iterator[None]:
    """Fail on anything the browser complains about."""
    said: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        if message.type == "error" and not any(text in message.text for text in EXPECTED):
            said.append(f"{page.url}: {message.text}")

    page.on("console", hear)
    page.on("pageerror", lambda error: said.append(f"{page.url}: {error}"))
    yield
    assert said == []


@pytest.fixture
def sign_in(context: BrowserContext, client: Any, live_server: Any) -> Callable[[User], None]:
    """Return a function that signs the browser in as somebody, past the door."""

    def enter(user: User) -> None:
        client.force_login(user)
        cookie = client.cookies["sessionid"]
        context.add_cookies([{"name": "sessionid", "value": cookie.value, "url": live_server.url}])

    return enter


@pytest.fixture
def keep(page: Page, request: pytest.FixtureRequest) -> Callable[[str], None]:
    """Return a function that keeps a picture of the page among the artifacts."""
    folder = ARTIFACTS / request.node.originalname
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)

    def shoot(name: str) -> None:
        page.screenshot(path=folder / f"{name}.png", full_page=True)

    return shoot
