"""`polyclinic export-fhir`: a patient's whole record as a FHIR R4 bundle."""

import sys
from pathlib import Path
from typing import Annotated, BinaryIO

import typer

from polyclinic.access.scope import service_scope
from polyclinic.interop.export_patient import export_patient
from polyclinic.kit.settings import Settings
from polyclinic.main.open import open_house
from polyclinic.main.run import run, settings_from_environment


def export_fhir(
    patient_id: Annotated[str, typer.Argument(help="The patient's id, as import-fhir reports it.")],
    file: Annotated[Path | None, typer.Option("--file", help="Where to write; standard output when left out.")] = None,
) -> None:
    """Write everything visible of a patient as one bundle, each resource byte for byte as it came. The access log notes it."""
    run(lambda settings, _: _export(settings, patient_id, file), settings_from_environment())


async def _export(settings: Settings, patient_id: str, file: Path | None) -> int:
    if file is None:
        await _write(settings, patient_id, sys.stdout.buffer)
        return 0
    draft = file.with_name(f"{file.name}.part")
    try:
        with draft.open("xb") as out:
            await _write(settings, patient_id, out)
        draft.rename(file)
    finally:
        draft.unlink(missing_ok=True)
    return 0


async def _write(settings: Settings, patient_id: str, out: BinaryIO) -> None:
    async with open_house(settings) as house:
        scope = await service_scope("export", patient_id, action="export")
        async for part in export_patient(scope, house.keys):
            out.write(part)
    out.write(b"\n")
    out.flush()
