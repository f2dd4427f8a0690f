"""The server process: prepares the data folder, then serves with workers that share what it has loaded."""

import sys

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.net import SocketHolder

from amargah.office.site.preparing import prepare

WORKERS, BACKLOG = 2, 2048
THREADS = 8  # of a worker; a reader on a slow line holds one for as long as it takes
APPLICATION = "amargah.office.site.wsgi:application"


class OnDoor(Granian):
    """Serves on a socket that listens already, so that nobody who comes early is turned away.

    Granian opens sockets of its own, one a worker; the place where it does so is replaced here.
    """

    def __init__(self, descriptor: int) -> None:
        self._door = descriptor
        super().__init__(
            APPLICATION,
            interface=Interfaces.WSGI,
            workers=WORKERS,
            blocking_threads=THREADS,
            log_level=LogLevels.error,  # a warning would be about the number of threads
            respawn_failed_workers=True,
        )

    def _init_shared_socket(self) -> None:
        self._sso = None
        self._shd = SocketHolder(self._door, False, BACKLOG)


def main() -> None:
    """Serves on the listening socket whose descriptor is the only argument."""
    prepare()
    from django.db import connections

    from amargah.office.site import wsgi  # noqa: F401 - loaded once, before the workers part

    connections.close_all()  # a connection must not cross a fork
    OnDoor(int(sys.argv[1])).serve()


if __name__ == "__main__":
    main()
