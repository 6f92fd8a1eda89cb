"""The page that takes an order to the truck with curl does what it says."""

from __future__ import annotations

import asyncio
import re
import shutil
from pathlib import Path

import pytest

from backend.app import opened
from backend.lab.bench.run import running
from backend.lab.world.build import first_orders, furnish, let_in
from backend.settings import Settings
from backend.store.migrate import upgrade
from backend.sync.verify import differences

PAGE = Path(__file__).parents[2] / "docs" / "curl.md"


@pytest.mark.skipif(not (shutil.which("curl") and shutil.which("bash")), reason="the page is for bash and curl")
def test_an_order_goes_to_the_truck_with_curl_and_the_books_agree(tmp_path: Path) -> None:
    blocks = re.findall(r"```bash\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    script = "set -euo pipefail\n" + "\n".join(blocks)

    async def work() -> str:
        settings = Settings(data_dir=tmp_path)
        await asyncio.to_thread(upgrade, settings.database)
        async with opened(settings) as parts:
            await furnish(parts.sync)
            await first_orders(parts.sync)
            await let_in(parts)
        async with running(tmp_path) as (base, _):
            shell = await asyncio.create_subprocess_exec(
                "bash", "-c", f"T={base}\n{script}", stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE
            )
            out, err = await asyncio.wait_for(shell.communicate(), 90)
            assert shell.returncode == 0, (out.decode()[-3000:], err.decode()[-2000:])
        async with opened(settings) as parts:
            assert await parts.store.read(differences) == []
        return out.decode()

    said = asyncio.run(work()).splitlines()
    assert said[-1] == "shipped"
    assert not [line for line in said if "refused" in line or "quarantined" in line]
