"""Every setting is told, and what is told is not stale."""

import re
from pathlib import Path

import pytest
from pydantic import Field
from pydantic_settings import SettingsConfigDict

from polyclinic.kit.settings import Settings
from polyclinic.main import settings_page


class Two(Settings):
    """Settings with one more, for the proofs below."""

    model_config = SettingsConfigDict(env_prefix="OTHER_")

    beds: int = Field(3, ge=1, le=9, description="How many\n  beds | cots.")


class Mute(Settings):
    """Settings with one that nobody explained."""

    beds: int = 3


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """No setting comes from the machine that runs the tests."""
    for key in Settings.model_fields:
        monkeypatch.delenv(f"POLYCLINIC_{key.upper()}", raising=False)


def test_the_pages_are_not_stale() -> None:
    wanted = {settings_page.MARKDOWN: settings_page.markdown(), settings_page.EXAMPLE: settings_page.example()}

    assert {page: (settings_page.ROOT / page).read_text("utf8") for page in wanted} == wanted, (
        "run `python -m polyclinic.main.settings_page` and commit"
    )


def test_every_setting_is_on_both_pages() -> None:
    names = [f"POLYCLINIC_{key.upper()}" for key in Settings.model_fields]

    assert re.findall(r"^\| `(\w+)`", settings_page.markdown(), re.MULTILINE) == names
    assert re.findall(r"^# (\w+)=", settings_page.example(), re.MULTILINE) == names


def test_every_setting_has_a_sentence() -> None:
    assert [key for key, field in Settings.model_fields.items() if not (field.description or "").endswith(".")] == []


def test_what_a_row_says() -> None:
    row = "| `OTHER_BEDS` | whole number, 1 to 9 | `3` | How many beds \\| cots. |"

    assert settings_page.markdown(Two).splitlines()[-1] == row
    assert "# How many beds \\| cots. (whole number, 1 to 9)\n# OTHER_BEDS=3\n" in settings_page.example(Two)


def test_a_setting_that_nobody_explained_is_refused() -> None:
    with pytest.raises(ValueError, match="without a description"):
        settings_page.markdown(Mute)


@pytest.mark.usefixtures("bare")
def test_the_example_with_every_mark_taken_off_gives_the_defaults(tmp_path: Path) -> None:
    """Empty means the default, also for paths and yes-or-no settings, as the pages promise."""
    env = tmp_path / ".env"
    env.write_text(re.sub(r"^# (?=\w+=)", "", settings_page.example(), flags=re.MULTILINE), "utf8")

    assert env.read_text("utf8").count("\nPOLYCLINIC_") == len(Settings.model_fields)
    assert Settings(_env_file=env) == Settings(_env_file=None)


def test_writing_puts_both_pages_where_they_are_read(tmp_path: Path) -> None:
    settings_page.write(tmp_path)

    assert sorted(page.relative_to(tmp_path).as_posix() for page in tmp_path.rglob("*") if page.is_file()) == [
        ".env.example",
        "docs/settings.md",
    ]
