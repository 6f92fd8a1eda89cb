"""From an empty folder to a first admin, with no default password on the way."""

from __future__ import annotations

import asyncio
import re
import stat
import time
from pathlib import Path

import httpx
from click.testing import CliRunner

from backend.cli import main
from tests.cli.conftest import Start, tote

PASSWORD = "a long enough password"


def test_help_is_quick_and_names_every_command(tmp_path: Path) -> None:
    began = time.perf_counter()
    said = tote("--help", cwd=tmp_path).stdout
    took = time.perf_counter() - began
    assert took < 1.5, "the server's packages were loaded for it"
    for name in ("demo", "serve", "init", "migrate", "import", "types", "doctor"):
        assert re.search(rf"^  {name} ", said, re.MULTILINE), name
        assert CliRunner().invoke(main, [name, "--help"]).exit_code == 0


def test_help_loads_no_server(tmp_path: Path) -> None:
    import subprocess
    import sys

    from tests.cli.conftest import environment

    run = "try: main(['--help'])\nfinally: print(sorted(sys.modules), file=sys.stderr)"
    code = f"import sys\nfrom backend.cli import main\n{run}"
    done = subprocess.run([sys.executable, "-c", code], env=environment(), capture_output=True, text=True, check=False)
    assert "'click'" in done.stderr
    assert "'litestar'" not in done.stderr
    assert "'sqlalchemy'" not in done.stderr


def test_serving_nothing_says_what_to_do(tmp_path: Path) -> None:
    done = tote("serve", "--port", 0, cwd=tmp_path)
    assert done.returncode == 2
    assert "tote init" in done.stderr


def test_one_token_makes_one_admin_however_many_race(tmp_path: Path, start: Start) -> None:
    said = tote("init", cwd=tmp_path).stdout
    token = re.search(r'"token": "([^"]+)"', said)
    assert token
    second = re.search(r'"token": "([^"]+)"', tote("init", cwd=tmp_path).stdout)
    assert second
    assert second[1] != token[1]
    url = start("serve", "--port", 0).url()

    async def race() -> list[int]:
        async with httpx.AsyncClient(base_url=url, timeout=60) as http:
            old = await http.post("/api/auth/setup", json=frame(token[1], 0))
            short = await http.post("/api/auth/setup", json=frame(second[1], 0) | {"password": "short"})
            assert (old.status_code, short.status_code) == (403, 400)
            answers = await asyncio.gather(*(http.post("/api/auth/setup", json=frame(second[1], n)) for n in range(50)))
            made = [n for n, answer in enumerate(answers) if answer.status_code == 201]
            assert len(made) == 1
            signed_in = [
                await http.post("/api/auth/sign-in", json={"login": f"boss{n}", "password": PASSWORD})
                for n in (made[0], (made[0] + 1) % 50)
            ]
            assert [s.status_code for s in signed_in] == [200, 401]
            body = signed_in[0].json()
            assert body["roles"] == [{"role": "admin", "warehouse": ""}]
            assert body["person"]["name"] == f"Boss {made[0]}"
            return sorted({answer.status_code for answer in answers})

    assert asyncio.run(race()) == [201, 403]
    done = tote("init", "--data", tmp_path / "tote-data", cwd=tmp_path)
    assert done.returncode == 2
    for key in (tmp_path / "tote-data" / "keys").iterdir():
        assert stat.S_IMODE(key.stat().st_mode) == 0o600


def frame(token: str, n: int) -> dict[str, str]:
    return {"token": token, "login": f"boss{n}", "name": f"Boss {n}", "password": PASSWORD}


def test_a_second_server_on_one_folder_names_the_first(tmp_path: Path, start: Start) -> None:
    tote("init", cwd=tmp_path)
    first = start("serve", "--port", 0)
    url = first.url()
    done = tote("serve", "--port", 0, cwd=tmp_path)
    assert done.returncode == 2
    assert str(first.process.pid) in done.stderr
    assert url in done.stderr
    assert first.stop() == 0
    assert "Traceback" not in "".join(first.said)


def test_an_old_database_is_not_served_but_migrated(tmp_path: Path) -> None:
    from backend.store.driver import sqlite

    tote("init", cwd=tmp_path)
    connection = sqlite.connect(tmp_path / "tote-data" / "tote.db")
    connection.execute("UPDATE alembic_version SET version_num = '0000'")
    connection.commit()
    connection.close()
    done = tote("serve", "--port", 0, cwd=tmp_path)
    assert done.returncode == 2
    assert "tote migrate" in done.stderr


def test_the_doctor_finds_what_is_wrong_and_says_the_cure(tmp_path: Path) -> None:
    empty = tote("doctor", "--port", 0, cwd=tmp_path)
    assert empty.returncode == 2
    assert "tote init" in empty.stdout
    tote("init", cwd=tmp_path)
    key = next((tmp_path / "tote-data" / "keys").glob("*.pem"))
    key.chmod(0o644)
    loose = tote("doctor", "--port", 0, cwd=tmp_path)
    assert loose.returncode == 2
    assert f"chmod 600 {Path('tote-data') / 'keys' / key.name}" in loose.stdout
    key.chmod(0o600)
    again = tote("doctor", "--port", 0, cwd=tmp_path)
    assert "✗" not in re.sub(r"^✗ pages.*$", "", again.stdout, flags=re.MULTILINE)


def test_a_setting_that_makes_no_sense_is_named(tmp_path: Path) -> None:
    done = tote("serve", cwd=tmp_path, TOTE_PORT="99999")
    assert done.returncode == 2
    assert "port" in done.stderr
    assert "Traceback" not in done.stderr
