"""A Debian on which nothing was ever done, in a folder: to install on, and to look what is left."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from installer.proof import Machine

SUITE, MIRROR = "bookworm", "http://deb.debian.org/debian"
USER = "proef"
#: What this machine has to have for it.
PACKAGES = ("debootstrap",)

# What apt and dpkg keep about themselves, what is made anew at any time, what the screen to try it on
# starts with, and what is of the user.
NOT_OURS = (
    "/var/lib/dpkg/", "/var/lib/apt/", "/var/cache/", "/var/log/", "/tmp/.X", "/etc/rcS.d/",
    f"/home/{USER}/",
)  # fmt: skip
LOOSE = ("proc", "sys", "dev")

# A name space of its own: what is mounted or still runs in it is gone with it.
ENTER = ("unshare", "--mount", "--pid", "--fork", "--kill-child", "--", "sh", "-c")
AS_ROOT = 'mount -t proc proc "$0/proc" && exec chroot "$0" "$@"'
AS_USER = (
    f'mount -t proc proc "$0/proc" && chroot "$0" chown -R {USER} /home/{USER} '
    f'&& exec chroot "$0" runuser -u {USER} -- "$@"'
)


def why_not() -> str:
    """Return why a clean machine cannot be made here, empty when it can."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        return "een schone Debian maken mag alleen root"
    if not shutil.which("apt-get"):
        return "dat kan alleen op Debian en Ubuntu"
    may = subprocess.run(
        ["unshare", "--mount", "--pid", "--fork", "true"], capture_output=True, check=False
    )
    return (
        "" if may.returncode == 0 else f"hier mag niets worden aangekoppeld: {may.stderr.decode().strip()}"
    )


def make(root: Path) -> Path:
    """Make the smallest Debian there is, with a user and no more."""
    subprocess.run(
        ["debootstrap", "--variant=minbase", SUITE, str(root), MIRROR],
        check=True, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    # It need not survive a power cut, and waiting for the disk is half of the time of installing.
    (root / "etc/dpkg/dpkg.cfg.d/proef").write_text("force-unsafe-io\n", encoding="ascii")
    run(root, "useradd", "--create-home", USER)
    return root


def run(root: Path, *command: str) -> str:
    """Run a command there as its administrator and return what it said."""
    done = subprocess.run(
        [*ENTER, AS_ROOT, str(root), *command], capture_output=True, text=True, check=False,
        env={"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "DEBIAN_FRONTEND": "noninteractive", "HOME": "/root"}
        | {name: value for name, value in os.environ.items() if name.lower().endswith("_proxy")},
    )  # fmt: skip
    assert done.returncode == 0, f"{' '.join(command)}\n{done.stdout}{done.stderr}"
    return done.stdout


def apt(root: Path, *arguments: str) -> None:
    """Install or remove there, without what is only recommended."""
    run(root, "apt-get", "-qq", "-y", "-o", "APT::Install-Recommends=false", *arguments)


def desk(root: Path) -> Machine:
    """Return the installed program as the user there has it."""
    return Machine(
        Path("/usr/bin/consulent"), root / "home" / USER, inside=(*ENTER, AS_USER, str(root)), root=root
    )


def paths(root: Path) -> set[str]:
    """Return all that is there, as it is named there."""
    found = set()
    for folder, folders, files in os.walk(root):
        place = folder.removeprefix(str(root))
        if not place:
            # What the kernel shows there comes and goes by itself.
            folders[:] = [name for name in folders if name not in LOOSE]
        found.update(f"{place}/{name}" for name in (*folders, *files))
    return found


def left_over(root: Path, before: set[str]) -> list[str]:
    """Return what is there now, was not there before, and is of no package that is still there."""
    owned = {
        line.rstrip("/")
        for listing in (root / "var/lib/dpkg/info").glob("*.list")
        for line in listing.read_text(encoding="utf-8").splitlines()
    }
    new = paths(root) - before - owned
    # Since /bin and /lib are links into /usr, a package may name either.
    return sorted(
        path for path in new if not path.startswith(NOT_OURS) and path.removeprefix("/usr") not in owned
    )
