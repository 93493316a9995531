"""Whose request it is: cookies, logins, roles, and how often and how many may ask."""

from __future__ import annotations

import base64
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from fake_assistant import FakeAssistant
from fastapi.testclient import TestClient

from indexes.errors import SettingsError
from qa.settings import Settings
from ui.accounts import _HASHER, Account, Accounts, accounts_of, credentials
from ui.conversations import Conversations
from ui.readers import COOKIE, browser_id, reader_of
from ui.server import create_app, listen
from ui.turns import KeptTurn

OWN = "http://127.0.0.1:7860"

QUESTION = "How long will the harbour bridge at Marwick close for repairs?"

LINES = f"ada:{_HASHER.hash('difference engine')} vi:{_HASHER.hash('only looking')}:viewer"


def client(settings: Settings | None = None, assistant: Any = None, base_url: str = OWN) -> TestClient:
    settings = settings or Settings()
    return TestClient(create_app(assistant or FakeAssistant(), settings), base_url=base_url)


def basic(name: str, password: str) -> dict[str, str]:
    return {"authorization": "Basic " + base64.b64encode(f"{name}:{password}".encode()).decode()}


def test_a_browser_gets_one_random_id_that_scripts_and_other_sites_cannot_use() -> None:
    with client() as browser:
        cookie = browser.get("/").headers["set-cookie"]
        assert "set-cookie" not in browser.get("/").headers
        for part in ("HttpOnly", "SameSite=Lax", "Path=/"):
            assert part in cookie
        assert "Secure" not in cookie
        browser.cookies.clear()
        assert browser.get("/").headers["set-cookie"].split(";")[0] != cookie.split(";")[0]


def test_the_id_is_sent_over_https_alone_where_the_page_is() -> None:
    with client(Settings(trusted_hosts="news.example"), base_url="https://news.example") as browser:
        assert "; Secure" in browser.get("/").headers["set-cookie"]


def test_by_https_an_id_that_another_domain_may_have_set_is_not_taken() -> None:
    with client(Settings(trusted_hosts="news.example"), base_url="https://news.example") as browser:
        headers = {"cookie": f"{COOKIE}={'A' * 43}"}
        cookie = browser.get("/", headers=headers).headers["set-cookie"]
        assert cookie.startswith(f"__Host-{COOKIE}=")
        assert "; Path=/;" in cookie
        assert browser.post("/page/conversations", json={}).status_code == 200  # by the id that it was given


def test_below_a_proxys_path_the_page_and_its_cookie_stay_there() -> None:
    with client(Settings(root_path="/archive/")) as browser:
        page = browser.get("/")
        assert "; Path=/archive;" in page.headers["set-cookie"]
        assert browser.get("/config").json()["root"] == f"{OWN}/archive"


@pytest.mark.parametrize(
    "value", ["", "short", "x" * 44, "a" * 42 + "'", "x" * 42 + "\u0663", "; DROP TABLE"]
)
def test_an_id_of_another_form_counts_as_none(value: str) -> None:
    assert browser_id(f"{COOKIE}={value}") is None


def test_the_disk_never_holds_what_opens_a_browsers_conversations() -> None:
    browser = "a" * 43
    assert browser_id(f"other=1; {COOKIE}={browser}") == browser
    assert browser not in reader_of(browser)


def test_without_a_cookie_nothing_of_anybody_is_shown() -> None:
    with client() as nobody:
        response = nobody.post("/page/conversations", json={}, headers={"x-citewire-reader": "login:ada"})
        assert (response.status_code, "cookie" in response.json()["detail"]) == (403, True)


def test_with_accounts_everything_asks_for_a_login_but_health() -> None:
    with client(Settings(auth=LINES)) as page:
        for path in ("/", "/config", "/api/articles/harbour", "/openapi.json", "/page/feedback.jsonl"):
            response = page.get(path)
            assert response.status_code == 401
            assert response.headers["www-authenticate"].startswith("Basic ")
            assert "default-src" in response.headers["content-security-policy"]
        assert page.post("/api/ask", json={"question": QUESTION}).status_code == 401
        assert page.get("/healthz").status_code == 200
        assert page.get("/", headers=basic("ada", "difference engine")).status_code == 200


@pytest.mark.parametrize(
    "header",
    [
        basic("ada", "wrong"),
        basic("eve", "difference engine"),
        basic("ada", ""),
        {"authorization": "Basic !!!"},
        {"authorization": "Bearer x"},
        {"authorization": "Basic " + base64.b64encode(b"\xff:x").decode()},
    ],
)
def test_wrong_logins_are_refused(header: dict[str, str]) -> None:
    with client(Settings(auth=LINES)) as page:
        assert page.get("/", headers=header).status_code == 401


def test_who_guesses_passwords_is_made_to_wait() -> None:
    with client(Settings(auth=LINES)) as page:
        wrong = [page.get("/", headers=basic("ada", f"guess {n}")).status_code for n in range(12)]
        assert wrong[:10] == [401] * 10
        assert wrong[10:] == [429] * 2
        waiting = page.get("/", headers=basic("ada", "another"))
        assert 0 < int(waiting.headers["retry-after"]) <= 60


def test_passwords_guessed_at_once_are_counted_before_they_are_hashed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    hashed = counted_logins(monkeypatch)
    with client(Settings(auth=LINES)) as page, ThreadPoolExecutor(30) as pool:
        answers = list(pool.map(lambda n: page.get("/config", headers=basic("ada", f"guess {n}")), range(30)))
        assert sorted(one.status_code for one in answers) == [401] * 10 + [429] * 20
        assert len(hashed) == 10
        others = page.get(
            "/config", headers=basic("vi", "only looking")
        )  # from the same address, as by a proxy
        assert others.status_code == 200


def test_a_page_that_logs_in_with_many_requests_at_once_is_let_in(monkeypatch: pytest.MonkeyPatch) -> None:
    hashed = counted_logins(monkeypatch)
    right = basic("ada", "difference engine")
    with client(Settings(auth=LINES)) as page, ThreadPoolExecutor(30) as pool:
        answers = list(pool.map(lambda _: page.get("/config", headers=right), range(30)))
    assert {one.status_code for one in answers} == {200}
    assert len(hashed) <= 2


def counted_logins(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Grows by one with every password that is hashed."""
    hashed, login = list[str](), Accounts.login

    def counting(accounts: Accounts, authorization: str) -> Account | None:
        hashed.append(authorization)
        return login(accounts, authorization)

    monkeypatch.setattr(Accounts, "login", counting)
    return hashed


def test_a_right_password_is_hashed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    accounts = accounts_of(LINES)
    header = basic("ada", "difference engine")["authorization"]
    assert accounts.remembered(header) is None
    assert accounts.login(header) is not None
    monkeypatch.setattr("ui.accounts._HASHER", None)
    assert accounts.remembered(header) is not None


def test_conversations_follow_the_login_and_are_shown_to_no_other(tmp_path: Path) -> None:
    file = tmp_path / "conversations.sqlite"
    Conversations(file).keep("login:ada", None, KeptTurn(QUESTION, None))
    with client(Settings(auth=LINES, conversations=file)) as page:
        lists = [
            page.post("/page/conversations", json={}, headers=basic(*who)).text
            for who in (("ada", "difference engine"), ("vi", "only looking"))
        ]
    assert QUESTION in lists[0]
    assert QUESTION not in lists[1]


def test_a_viewer_by_login_may_not_change_what_an_editor_may() -> None:
    with client(Settings(auth=LINES)) as page:
        sent = {"article": "nowhere"}
        assert page.post("/page/remove", json=sent, headers=basic("vi", "only looking")).status_code == 403
        assert (
            page.post("/page/remove", json=sent, headers=basic("ada", "difference engine")).status_code == 404
        )


@pytest.mark.parametrize("line", ["ada", "ada:secret", f"{LINES.split()[0]}:owner", "ada:$2b$12$abc"])
def test_a_line_that_is_no_account_is_an_error_that_names_the_mend(line: str) -> None:
    with pytest.raises(SettingsError, match=r"python -m ui\.accounts NAME"):
        accounts_of(line)


def test_a_hash_is_never_shown_with_the_settings() -> None:
    assert "argon2" not in repr(Settings(auth=LINES))


def test_an_address_that_others_reach_needs_a_login_or_the_flag_that_names_the_risk() -> None:
    with pytest.raises(SettingsError, match="--allow-public-without-login"):
        listen(Settings(host="0.0.0.0", port=0))
    with listen(Settings(host="0.0.0.0", port=0, auth=LINES)) as listening:
        assert listening.getsockname()[0] == "0.0.0.0"


def test_where_anybody_may_come_nobody_changes_anything() -> None:
    with client(Settings(host="0.0.0.0", allow_public=True)) as page:
        page.get("/")
        assert page.post("/page/remove", json={"article": "harbour"}).status_code == 403


def test_behind_a_proxy_without_a_login_nobody_changes_anything_and_the_flag_is_asked_for() -> None:
    behind = Settings(trusted_hosts="news.example", root_path="/archive", port=0)
    with client(behind) as page:
        page.get("/")
        assert page.post("/page/remove", json={"article": "harbour"}).status_code == 403
    with pytest.raises(SettingsError, match=r"news\.example.*--allow-public-without-login"):
        listen(behind)
    for safe in (
        Settings(trusted_hosts="localhost, ::1", port=0),
        behind.model_copy(update={"allow_public": True}),
    ):
        listen(safe).close()
    with client(Settings(trusted_hosts="localhost, ::1")) as page:
        page.get("/")
        assert page.post("/page/remove", json={"article": "nowhere"}).status_code == 404


def test_credentials_are_read_as_utf_8_and_a_password_may_hold_colons() -> None:
    assert credentials(basic("ada", "ü:ö")["authorization"]) == ("ada", "ü:ö")
