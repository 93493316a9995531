"""Whose request it is: cookies, logins, roles, and how often and how many may ask."""

from __future__ import annotations

import asyncio
import base64
import threading
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
from ui.gate import Busy, Gate, TooManyQuestions
from ui.rates import Rate
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


def test_who_asks_too_often_is_told_when_to_come_back() -> None:
    with client(Settings(questions_per_minute=3)) as page:
        answers = [page.post("/api/ask", json={"question": QUESTION}) for _ in range(5)]
        assert [one.status_code for one in answers] == [200, 200, 200, 429, 429]
        assert 0 < int(answers[-1].headers["retry-after"]) <= 60
        assert "too many questions" in answers[-1].json()["detail"]


def test_what_is_asked_beside_a_question_is_counted_apart() -> None:
    with client(Settings(questions_per_minute=2)) as page:
        page.get("/")
        sent = {"article": "harbour"}
        assert [page.post("/page/changes", json=sent).status_code for _ in range(3)] == [200, 200, 429]
        assert page.post("/page/timeline", json=sent).status_code == 429
        assert page.post("/api/ask", json={"question": "How long will the bridge close?"}).status_code == 200


def test_a_rate_counts_each_client_for_itself_and_none_means_no_limit() -> None:
    rate = Rate(2)
    assert [rate.count("a"), rate.count("a"), rate.count("a"), rate.count("b")] == [True, True, False, True]
    assert rate.wait("a") > 0
    assert rate.wait("b") == 0
    assert all(Rate(0).count("a") for _ in range(50))


def test_a_full_server_says_so_at_once_and_answers_those_who_wait() -> None:
    assistant, told = FakeAssistant(), threading.Event()
    ask = assistant.ask
    assistant.ask = lambda *given, **named: (told.wait(30), ask(*given, **named))[1]  # type: ignore[method-assign]
    app = create_app(assistant, Settings())  # type: ignore[arg-type]
    with TestClient(app, base_url=OWN) as page, ThreadPoolExecutor(160) as pool:
        asked = [pool.submit(page.post, "/api/ask", json={"question": QUESTION}) for _ in range(150)]
        busy = _done(asked, 30)
        assert page.get("/healthz").status_code == 200
        told.set()
        answers = [one.result() for one in asked]
    assert {one.status_code for one in answers} == {200, 503}
    assert {one.status_code for one in busy} == {503}
    assert all(int(one.headers["retry-after"]) > 0 and "busy" in one.json()["detail"] for one in busy)
    assert sum(one.status_code == 200 for one in answers) >= 100


def _done(asked: list[Any], wanted: int) -> list[Any]:
    """Those that were answered while the others wait."""
    import time

    end = time.monotonic() + 30
    while time.monotonic() < end:
        done = [one.result() for one in asked if one.done()]
        if len(done) >= wanted:
            return done
        time.sleep(0.05)
    raise AssertionError("nobody was told that the server is busy")


def test_the_gate_lets_through_as_many_as_it_says_in_their_order() -> None:
    async def run() -> tuple[list[int], int]:
        gate, order, most, inside = Gate(0, at_once=2, room=50), list[int](), 0, 0

        async def ask(number: int) -> None:
            nonlocal most, inside
            async with gate.passing("a"):
                inside += 1
                most = max(most, inside)
                order.append(number)
                await asyncio.sleep(0.001)
                inside -= 1

        await asyncio.gather(*(ask(number) for number in range(20)))
        assert gate.idle
        return order, most

    order, most = asyncio.run(run())
    assert order == list(range(20))
    assert most == 2


def test_a_place_is_given_back_when_its_question_fails_or_is_stopped() -> None:
    async def run() -> None:
        gate = Gate(0, at_once=1, room=1)
        with pytest.raises(RuntimeError):
            async with gate.passing("a"):
                raise RuntimeError("failed")

        async def hold() -> None:
            async with gate.passing("a"):
                await asyncio.sleep(30)

        holding, waiting = asyncio.create_task(hold()), asyncio.create_task(hold())
        await asyncio.sleep(0.01)
        with pytest.raises(Busy, match="second"):
            async with gate.passing("a"):
                pass
        waiting.cancel()
        holding.cancel()
        await asyncio.gather(holding, waiting, return_exceptions=True)
        assert gate.idle

    asyncio.run(run())


def test_the_gate_counts_by_client() -> None:
    async def run() -> None:
        gate = Gate(1)
        async with gate.passing("a"), gate.passing("b"):
            with pytest.raises(TooManyQuestions):
                async with gate.passing("a"):
                    pass

    asyncio.run(run())
