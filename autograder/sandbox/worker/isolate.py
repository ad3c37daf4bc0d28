"""Walls around one submission, put up in the forked process before any student code runs.

The first wall is bubblewrap, around the warm interpreter that is forked. This is the second: namespaces, an empty network,
private scratch folders, resource limits, no capabilities, rules of Landlock, and a filter of system calls. Only the standard
library is used.
"""

from __future__ import annotations

import ctypes
import os
import platform
import resource
import struct
from collections.abc import Sequence
from typing import Any

NOBODY = 65534
MIB = 1024 * 1024

CLONE_NEWNS, CLONE_NEWUTS, CLONE_NEWIPC = 0x00020000, 0x04000000, 0x08000000
CLONE_NEWUSER, CLONE_NEWPID, CLONE_NEWNET = 0x10000000, 0x20000000, 0x40000000
MS_NOSUID, MS_NODEV, MS_NOEXEC, MS_RDONLY = 2, 4, 8, 1
PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_SET_NO_NEW_PRIVS, PR_CAPBSET_DROP = 1, 4, 38, 24
PR_SET_SECCOMP, SECCOMP_MODE_FILTER = 22, 2
OWN_FOLDERS = ("/scratch", "/tmp")
SCRATCH_FOLDERS = (*OWN_FOLDERS, "/dev/shm")

_libc = ctypes.CDLL(None, use_errno=True)


def _check(result: int, what: str) -> None:
    if result != 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")


def prctl(option: int, argument: int = 0) -> None:
    """Call ``prctl(2)`` with one argument."""
    _check(_libc.prctl(option, argument, 0, 0, 0), f"prctl {option}")


def become_nobody() -> None:
    """Drop root for good; the kernel counts processes against ``RLIMIT_NPROC`` only for other users than root."""
    if os.getuid() == 0:
        os.setgroups([])
        os.setresgid(NOBODY, NOBODY, NOBODY)
        os.setresuid(NOBODY, NOBODY, NOBODY)
    prctl(PR_SET_NO_NEW_PRIVS, 1)


def enter_namespaces() -> None:
    """Give this process its own user, mount, net, ipc and uts namespaces, and its children their own pid namespace."""
    _enter_user_namespace()
    rest = CLONE_NEWNS | CLONE_NEWPID | CLONE_NEWNET | CLONE_NEWIPC | CLONE_NEWUTS
    _check(_libc.unshare(rest), "unshare namespaces")


def own_scratch(file_mib: int) -> None:
    """Give this process scratch and temporary folders of its own, in a mount namespace of its own."""
    _enter_user_namespace()
    _check(_libc.unshare(CLONE_NEWNS), "unshare mounts")
    for folder in OWN_FOLDERS:
        _mount_tmpfs(folder, MS_NOSUID | MS_NODEV, f"size={file_mib}m,nr_inodes=4096,mode=0700")


def _enter_user_namespace() -> None:
    uid, gid = os.getuid(), os.getgid()
    prctl(PR_SET_DUMPABLE, 1)  # setuid cleared it, and /proc/self/uid_map belongs to root without it
    _check(_libc.unshare(CLONE_NEWUSER), "unshare user namespace")
    for name, text in (("setgroups", "deny"), ("uid_map", f"{uid} {uid} 1"), ("gid_map", f"{gid} {gid} 1")):
        with open(f"/proc/self/{name}", "w") as file:
            file.write(text)


def mount_scratch(file_mib: int) -> None:
    """Mount empty private folders over all that was writable, and hide ``/proc``.

    The guard, which has the same mounts until here, goes on seeing its own ``/proc``: it watches the memory there. Temporary
    folders that libraries made while the course's own cells ran are there again, empty: they go on using them.
    """
    _check(_libc.unshare(CLONE_NEWNS), "unshare mounts")
    made = [
        entry.path
        for folder in OWN_FOLDERS
        for entry in os.scandir(folder)
        if entry.name.startswith("tmp") and entry.is_dir()
    ]
    for folder in SCRATCH_FOLDERS:
        _mount_tmpfs(folder, MS_NOSUID | MS_NODEV, f"size={file_mib}m,nr_inodes=4096,mode=0700")
    for path in made:
        os.mkdir(path, 0o700)
    _mount_tmpfs("/proc", MS_NOSUID | MS_NODEV | MS_NOEXEC | MS_RDONLY, "size=4k,nr_inodes=4,mode=0555")


def _mount_tmpfs(folder: str, flags: int, options: str) -> None:
    _check(_libc.mount(b"tmpfs", folder.encode(), b"tmpfs", flags, options.encode()), f"mount {folder}")


def drop_capabilities() -> None:
    """Give up every capability in the new user namespace, so that nothing of the above can be undone."""
    for capability in range(64):
        if _libc.prctl(PR_CAPBSET_DROP, capability, 0, 0, 0) != 0:
            break
    header = struct.pack("=II", 0x20080522, 0)
    _check(_libc.capset(header, bytes(24)), "capset")


def set_limits(limits: dict[str, Any]) -> None:
    """Set the resource limits of this process and its children."""
    memory = _address_space() + int(limits["memory_mib"]) * MIB
    cpu = int(limits["cpu_seconds"])
    for what, soft, hard in (
        (resource.RLIMIT_AS, memory, memory),
        (resource.RLIMIT_CPU, cpu, cpu + 1),
        (resource.RLIMIT_NPROC, int(limits["processes"]), int(limits["processes"])),
        (resource.RLIMIT_FSIZE, int(limits["file_mib"]) * MIB, int(limits["file_mib"]) * MIB),
        (
            resource.RLIMIT_CORE,
            1,
            1,
        ),  # of one byte: the kernel takes 0 for leave to feed a dump to the host's collector
        (resource.RLIMIT_NOFILE, 128, 128),  # each socket may hold memory of the kernel's
        (resource.RLIMIT_MSGQUEUE, 0, 0),
        (resource.RLIMIT_MEMLOCK, 0, 0),
    ):
        resource.setrlimit(what, (soft, hard))


def _address_space() -> int:
    with open("/proc/self/statm") as file:
        return int(file.read().split()[0]) * resource.getpagesize()


# Rights of Landlock (linux/landlock.h); a kernel knows those up to its own version of the interface.
_EXECUTE, _WRITE_FILE, _READ_FILE, _READ_DIR, _IOCTL_DEV = 1 << 0, 1 << 1, 1 << 2, 1 << 3, 1 << 15
_MAKE_CHAR, _MAKE_BLOCK = 1 << 6, 1 << 11
_FILE_RIGHTS = {
    1: (1 << 13) - 1,
    2: (1 << 14) - 1,
    3: (1 << 15) - 1,
    5: (1 << 16) - 1,
}  # by version, the first that has them
_BIND_AND_CONNECT_TCP, _ABSTRACT_SOCKETS_AND_SIGNALS = 3, 3
_TCP_SINCE, _SCOPE_SINCE = 4, 6
_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446  # the same on every architecture
_PATH_BENEATH, _ASK_FOR_VERSION = 1, 1


def landlock_version() -> int:
    """Return the version of the kernel's Landlock; 0 where it has none, or has it switched off."""
    return max(0, int(_libc.syscall(_CREATE_RULESET, None, 0, _ASK_FOR_VERSION)))


def restrict_with_landlock(writable: Sequence[str] = SCRATCH_FOLDERS) -> int:
    """Allow this process and its children no files but those that it needs, whatever is mounted; nor TCP, nor signals.

    Files below ``writable`` may be changed, devices be used, and everything else be read, but ``/proc``. From version 4 on
    TCP is refused; from version 6 on so are signals and abstract sockets to processes that are not under the same rules.

    Returns:
        the version of Landlock; 0 where the kernel has none, and nothing is restricted
    """
    version = landlock_version()
    if version == 0:
        return 0
    files = _FILE_RIGHTS[max(known for known in _FILE_RIGHTS if known <= version)]
    attributes = struct.pack(
        "=QQQ",
        files,
        _BIND_AND_CONNECT_TCP if version >= _TCP_SINCE else 0,
        _ABSTRACT_SOCKETS_AND_SIGNALS if version >= _SCOPE_SINCE else 0,
    )
    known = 24 if version >= _SCOPE_SINCE else 16 if version >= _TCP_SINCE else 8
    rules = int(_libc.syscall(_CREATE_RULESET, attributes[:known], known, 0))
    _check(min(rules, 0), "landlock_create_ruleset")
    try:
        _allow_beneath(rules, "/", _READ_DIR)
        for name in os.listdir("/"):
            if name == "dev":
                _allow_beneath(rules, "/dev", _READ_FILE | _WRITE_FILE | (_IOCTL_DEV & files))
            elif name != "proc":
                _allow_beneath(rules, f"/{name}", _READ_FILE | _EXECUTE)
        for folder in writable:
            _allow_beneath(rules, folder, files & ~(_MAKE_CHAR | _MAKE_BLOCK))
        _check(_libc.syscall(_RESTRICT_SELF, rules, 0), "landlock_restrict_self")
    finally:
        os.close(rules)
    return version


def _allow_beneath(rules: int, path: str, rights: int) -> None:
    try:
        handle = os.open(path, os.O_PATH)
    except OSError:  # a link that leads nowhere
        return
    try:
        _check(_libc.syscall(_ADD_RULE, rules, _PATH_BENEATH, struct.pack("=Qi", rights, handle), 0), path)
    finally:
        os.close(handle)


def second_walls() -> str:
    """Name the walls behind the namespaces that this machine has."""
    version = landlock_version()
    landlock = f"Landlock {version}" if version else "no Landlock in this kernel"
    return f"{'seccomp' if _filter_program() else f'no seccomp filter for {platform.machine()}'}, {landlock}"


# The second wall behind the namespaces: system calls that no exercise needs, that exploits are made of, or that keep memory
# which belongs to no process, so that nobody would count it (System V memory and messages, memory files, pages in pipes), or
# that watch what others do with shared files (inotify).
_DENIED = {
    "x86_64": (
        0xC000003E,
        {
            "ptrace": 101, "personality": 135, "pivot_root": 155, "chroot": 161, "acct": 163, "mount": 165, "umount2": 166,
            "swapon": 167, "swapoff": 168, "reboot": 169, "init_module": 175, "delete_module": 176, "quotactl": 179,
            "add_key": 248, "request_key": 249, "keyctl": 250, "unshare": 272, "kexec_load": 246, "perf_event_open": 298,
            "open_by_handle_at": 304, "setns": 308, "process_vm_readv": 310, "process_vm_writev": 311, "kcmp": 312,
            "finit_module": 313, "bpf": 321, "userfaultfd": 323, "io_uring_setup": 425, "io_uring_enter": 426,
            "io_uring_register": 427, "open_tree": 428, "move_mount": 429, "fsopen": 430, "fsconfig": 431, "fsmount": 432,
            "fspick": 433, "pidfd_getfd": 438, "mount_setattr": 442, "shmget": 29, "msgget": 68, "syslog": 103,
            "vmsplice": 278, "name_to_handle_at": 303, "memfd_create": 319, "kexec_file_load": 320, "memfd_secret": 447,
            "fanotify_init": 300, "inotify_init": 253, "inotify_init1": 294, "modify_ldt": 154, "migrate_pages": 256,
            "move_pages": 279, "process_madvise": 440, "process_mrelease": 448, "quotactl_fd": 443, "open_tree_attr": 467,
        },
        {"clone": 56, "clone3": 435, "socket": 41, "mmap": 9},
    ),
    "aarch64": (
        0xC00000B7,
        {
            "ptrace": 117, "personality": 92, "pivot_root": 41, "chroot": 51, "acct": 89, "mount": 40, "umount2": 39,
            "swapon": 224, "swapoff": 225, "reboot": 142, "init_module": 105, "delete_module": 106, "quotactl": 60,
            "add_key": 217, "request_key": 218, "keyctl": 219, "unshare": 97, "kexec_load": 104, "perf_event_open": 241,
            "open_by_handle_at": 265, "setns": 268, "process_vm_readv": 270, "process_vm_writev": 271, "kcmp": 272,
            "finit_module": 273, "bpf": 280, "userfaultfd": 282, "io_uring_setup": 425, "io_uring_enter": 426,
            "io_uring_register": 427, "open_tree": 428, "move_mount": 429, "fsopen": 430, "fsconfig": 431, "fsmount": 432,
            "fspick": 433, "pidfd_getfd": 438, "mount_setattr": 442, "shmget": 194, "msgget": 186, "syslog": 116,
            "vmsplice": 75, "name_to_handle_at": 264, "memfd_create": 279, "kexec_file_load": 294, "memfd_secret": 447,
            "fanotify_init": 262, "inotify_init1": 26, "migrate_pages": 238, "move_pages": 239, "process_madvise": 440,
            "process_mrelease": 448, "quotactl_fd": 443, "open_tree_attr": 467,
        },
        {"clone": 220, "clone3": 435, "socket": 198, "mmap": 222},
    ),
}  # fmt: skip
_ALLOW, _EPERM, _ENOSYS, _KILL = 0x7FFF0000, 0x00050001, 0x00050026, 0x80000000
_LOAD, _JUMP_EQUAL, _JUMP_SET, _RETURN, _JUMP_GREATER = 0x20, 0x15, 0x45, 0x06, 0x25
_NUMBER, _ARCHITECTURE, _FIRST_ARGUMENT, _FOURTH_ARGUMENT = 0, 4, 16, 40
_MAP_SHARED, _MAP_ANONYMOUS = 1, 0x20
_SOCKET_FAMILIES = (1, 2, 10)  # unix, inet, inet6; not vsock, netlink, packet or the kernel's crypto


def _filter_program() -> list[tuple[int, int, int, int]] | None:
    if platform.machine() not in _DENIED:
        return None
    architecture, denied, special = _DENIED[platform.machine()]
    program = [
        (_LOAD, 0, 0, _ARCHITECTURE),
        (_JUMP_EQUAL, 1, 0, architecture),
        (_RETURN, 0, 0, _KILL),
        (_LOAD, 0, 0, _NUMBER),
    ]
    if platform.machine() == "x86_64":  # the x32 numbers would walk around the list
        program += [(_JUMP_GREATER, 0, 1, 0x3FFFFFFF), (_RETURN, 0, 0, _EPERM)]
    for number in denied.values():
        program += [(_JUMP_EQUAL, 0, 1, number), (_RETURN, 0, 0, _EPERM)]
    # glibc falls back from clone3, whose flags cannot be read here, to clone
    program += [(_JUMP_EQUAL, 0, 1, special["clone3"]), (_RETURN, 0, 0, _ENOSYS)]
    program += [  # shared memory without a file: a process can fill it and stop being charged for it
        (_JUMP_EQUAL, 0, 4, special["mmap"]),
        (_LOAD, 0, 0, _FOURTH_ARGUMENT),
        (_JUMP_SET, 0, 2, _MAP_SHARED),
        (_JUMP_SET, 0, 1, _MAP_ANONYMOUS),
        (_RETURN, 0, 0, _EPERM),
        (_LOAD, 0, 0, _NUMBER),
    ]
    program += [
        (_JUMP_EQUAL, 0, 3, special["clone"]),
        (_LOAD, 0, 0, _FIRST_ARGUMENT),
        (_JUMP_SET, 0, 1, CLONE_NEWUSER),
        (_RETURN, 0, 0, _EPERM),
        (_LOAD, 0, 0, _NUMBER),
        (_JUMP_EQUAL, 0, 2 + len(_SOCKET_FAMILIES), special["socket"]),
        (_LOAD, 0, 0, _FIRST_ARGUMENT),
    ]
    for index, family in enumerate(_SOCKET_FAMILIES):
        program.append((_JUMP_EQUAL, len(_SOCKET_FAMILIES) - index, 0, family))
    return [*program, (_RETURN, 0, 0, _EPERM), (_RETURN, 0, 0, _ALLOW)]


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_void_p))


def filter_system_calls() -> bool:
    """Install the seccomp filter; return whether this machine's architecture has one."""
    program = _filter_program()
    if program is None:
        return False
    code = ctypes.create_string_buffer(b"".join(struct.pack("=HBBI", *step) for step in program))
    header = _Program(len(program), ctypes.addressof(code))
    result = _libc.prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.byref(header), 0, 0)
    _check(result, "seccomp")
    return True
