"""What a patient's phone loads before the first page: a budget over the built files."""

import gzip
import json
import re
from pathlib import Path

import pytest

STATIC = Path(__file__).resolve().parents[3] / "backend" / "polyclinic" / "web" / "static"
TAGS = ("en-GB", "ru-RU", "sr-Latn-RS", "kk-KZ", "be-BY", "ar-EG")
KB = 1000
FIRST_PAGE_JS_KB = 40
CSS_KB = 8
SCREEN_KB = 8
LANGUAGE_KB = 8
STATIC_IMPORT = re.compile(r"""(?:from|import)\s*["']\./([\w.-]+\.js)["']""")


@pytest.fixture(scope="module")
def index() -> str:
    page = STATIC / "index.html"
    if not page.is_file():
        pytest.skip("the app is not built here: run `make app`")
    return page.read_text("utf-8")


def packed(*files: Path) -> float:
    return sum(len(gzip.compress(file.read_bytes(), 9)) for file in files) / KB


def with_imports(first: Path) -> set[Path]:
    found, waiting = set[Path](), [first]
    while waiting:
        file = waiting.pop()
        if file not in found:
            found.add(file)
            waiting += [file.parent / name for name in STATIC_IMPORT.findall(file.read_text("utf-8"))]
    return found


def shell(index: str) -> set[Path]:
    [entry] = re.findall(r'<script[^>]* src="/(assets/[^"]+)"', index)
    return with_imports(STATIC / entry)


def largest(pattern: str) -> float:
    return max(packed(path) for tag in TAGS for path in (STATIC / "assets").glob(f"{tag}{pattern}"))


def test_the_first_page_with_the_largest_language_is_under_its_budget(index: str) -> None:
    words, forms = largest("-*.js"), largest(".format-*.js")
    assert packed(*shell(index)) + words + forms < FIRST_PAGE_JS_KB


def test_styles_screens_and_languages_have_budgets_of_their_own(index: str) -> None:
    first = shell(index)
    lazy = [path for path in (STATIC / "assets").glob("*.js") if path not in first]
    assert sum(packed(path) for path in (STATIC / "assets").glob("*.css")) < CSS_KB
    assert {path.name: packed(path) for path in lazy if packed(path) > max(SCREEN_KB, LANGUAGE_KB)} == {}


def test_the_page_has_no_inline_script_or_style(index: str) -> None:
    assert re.findall(r"<script(?![^>]* src=)", index) == []
    assert re.findall(r"<style|\sstyle=|\son\w+=", index) == []


def test_the_worker_keeps_every_built_file_and_nothing_else(index: str) -> None:
    assert index
    listed = re.search(r"FILES = (\[.*?\]);", (STATIC / "sw.js").read_text("utf-8"), re.DOTALL)
    assert listed
    left_out = {"sw.js", "robots.txt"}
    built = {
        path.relative_to(STATIC).as_posix() for path in STATIC.rglob("*") if path.is_file() and path.suffix != ".gz"
    }
    expected = {"/" if name == "index.html" else f"/{name}" for name in built - left_out}
    assert set(json.loads(listed[1])) == expected
    assert not any("graphql" in file for file in expected)


def test_every_text_file_lies_packed_beside_itself(index: str) -> None:
    assert index
    texts = [path for path in STATIC.rglob("*") if path.suffix in {".js", ".css", ".html", ".webmanifest", ".svg"}]
    assert texts != []
    assert [path.name for path in texts if gzip.decompress(Path(f"{path}.gz").read_bytes()) != path.read_bytes()] == []
