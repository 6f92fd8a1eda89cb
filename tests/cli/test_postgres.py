"""The commands over a PostgreSQL, and that none of them says its password."""

from __future__ import annotations

import uuid
from pathlib import Path

from backend.lab import cluster
from tests.cli.conftest import tote

SECRET = "sw0rdfish"


def test_init_migrate_and_doctor_take_a_url_and_keep_its_password(postgres: str, tmp_path: Path) -> None:
    name = f"t{uuid.uuid4().hex}"
    address = cluster.make(postgres, name).replace("tote@", f"tote:{SECRET}@")
    made = tote("init", cwd=tmp_path, TOTE_DATABASE=address)
    assert made.returncode == 0, made.stderr
    assert "token" in made.stdout
    again = tote("migrate", "--database", address, cwd=tmp_path)
    assert "was at version" in again.stdout
    verified = tote("verify", address, cwd=tmp_path)
    assert (verified.returncode, "0 ops folded" in verified.stdout) == (0, True), verified.stderr
    checked = tote("doctor", "--port", "0", cwd=tmp_path, TOTE_DATABASE=address)
    assert "PostgreSQL 18" in checked.stdout
    assert "fsync" in checked.stdout, "the server of these tests does not wait for the disk, and the doctor sees it"
    gone = tote(
        "serve", "--port", "0", cwd=tmp_path, TOTE_DATABASE=address.replace(f"host={postgres}", "host=/nowhere")
    )
    assert gone.returncode == 2
    assert "can't be used" in gone.stderr
    for said in (made, again, verified, checked, gone):
        assert SECRET not in said.stdout + said.stderr
    cluster.drop(postgres, name)


def test_a_database_without_tables_is_not_served(postgres: str, tmp_path: Path) -> None:
    name = f"t{uuid.uuid4().hex}"
    refused = tote("serve", cwd=tmp_path, TOTE_DATABASE=cluster.make(postgres, name))
    assert refused.returncode == 2
    assert "tote init" in refused.stderr
    cluster.drop(postgres, name)
