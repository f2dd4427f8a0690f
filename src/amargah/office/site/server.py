"""The server process: prepares the data folder, then becomes gunicorn, whose workers share what it has loaded."""

import sys

from gunicorn.app.wsgiapp import run

from amargah.office.site.preparing import prepare

OPTIONS = ("--workers", "2", "--threads", "4", "--preload", "--log-level", "warning")


def main() -> None:
    """Serves on the listening socket whose descriptor is the only argument."""
    descriptor = sys.argv[1]
    prepare()
    from django.db import connections

    connections.close_all()  # a connection must not cross a fork
    sys.argv = ["amargah", "--bind", f"fd://{descriptor}", *OPTIONS, "amargah.office.site.wsgi:application"]
    run()


if __name__ == "__main__":
    main()
