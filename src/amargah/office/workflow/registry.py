"""The processes of the platform by id: what the documents, the public pages and the history know about."""

from amargah.office.workflow.process import Process

_processes: dict[str, Process] = {}


def register(process: Process) -> Process:
    """Make `process` known and return it; a second, different one under the same id is a mistake."""
    if _processes.setdefault(process.id, process) is not process:
        raise ValueError(f"two processes are called {process.id!r}")
    return process


def registered() -> tuple[Process, ...]:
    """Every known process, in the order of ids."""
    return tuple(_processes[key] for key in sorted(_processes))
