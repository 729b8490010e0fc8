"""A mongod that cannot run here says why, before any data is touched."""

import psutil
import pytest

from integration.embedded import script
from polyclinic.kit.mongod import DatabaseUnavailableError, start

MISSING = "error while loading shared libraries: {}: cannot open shared object file: No such file or directory"
CURL = "Install it (Debian, Ubuntu: apt-get install libcurl4)"
USE = "use another server: set POLYCLINIC_MONGODB_URI to a MongoDB replica set."


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            f"echo '{MISSING.format('libcurl.so.4')}' >&2; exit 127",
            f"cannot run: the shared library libcurl.so.4 is missing. {CURL}, or {USE}",
        ),
        (
            f"echo '{MISSING.format('libodd.so.1')}' >&2; exit 127",
            f"cannot run: the shared library libodd.so.1 is missing. Install the package that has it, or {USE}",
        ),
        (
            'echo "/lib/libc.so.6: version \\`GLIBC_2.34\' not found" >&2; exit 1',
            f"needs GLIBC_2.34 and this system's C library is older. Use a newer system, or {USE}",
        ),
        ("kill -ILL $$", f"needs a CPU with AVX and this one has none (or the virtual machine hides it); {USE}"),
        ("exit 3", f"--version ended with code 3; {USE}"),
        ("echo hello", f"does not look like mongod: it did not print its version; {USE}"),
        ("echo 'db version v4.4.29'", f"is MongoDB 4.4.29; Polyclinic needs 6.0 or newer. Update it, or {USE}"),
    ],
)
def test_a_binary_that_cannot_run_says_why(dbpath, text, sentence):
    fake = script(dbpath.parent, text)
    with pytest.raises(DatabaseUnavailableError) as refused:
        start(dbpath, binary=fake)
    assert refused.value.sentence == f"{fake} {sentence}"
    assert not dbpath.exists()


def test_a_file_that_may_not_be_executed_says_so(dbpath):
    fake = script(dbpath.parent, "exit 0")
    fake.chmod(0o644)
    with pytest.raises(DatabaseUnavailableError, match=r"may not be executed \(file mode, or a disk mounted noexec\)"):
        start(dbpath, binary=fake)


def test_a_binary_for_another_platform_says_so(dbpath):
    fake = dbpath.parent / "mongod"
    fake.write_bytes(b"\x7fELF not really")
    fake.chmod(0o755)
    with pytest.raises(DatabaseUnavailableError, match=r"is not a program for this platform \(Exec format error\)"):
        start(dbpath, binary=fake)


def test_a_start_that_fails_tells_the_last_error_of_the_log_and_leaves_no_process(dbpath):
    grave = '{"s":"F","msg":"Fatal assertion","attr":{"patient":"nobody"}}'
    fake = script(
        dbpath.parent,
        f'case "$1" in --version) echo "db version v6.0.5";; *) echo \'{grave}\' > {dbpath}/mongod.log; exit 14;; esac',
    )
    with pytest.raises(DatabaseUnavailableError) as refused:
        start(dbpath, binary=fake)
    log = dbpath / "mongod.log"
    assert refused.value.sentence == f"mongod ended with code 14: Fatal assertion. See {log}."
    assert not [child for child in psutil.Process().children() if str(dbpath) in " ".join(child.cmdline())]
