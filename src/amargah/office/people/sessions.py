"""Where a person is signed in. The rows and their ending are allauth's; a session ends on its next request."""

from dataclasses import dataclass
from datetime import datetime

from allauth.usersessions.internal.flows.sessions import end_sessions
from allauth.usersessions.models import UserSession
from django.http import HttpRequest

from amargah.office.people.devices import device
from amargah.statcore.errors import NotFound
from amargah.statcore.labels import Label

NO_SESSION = Label("این نشست پیش‌تر پایان یافته است.", "This session has already ended.")


@dataclass(frozen=True, slots=True)
class SessionLine:
    """One place where the person is signed in."""

    id: int
    since: datetime
    address: str
    device: str
    current: bool


def sessions_of(request: HttpRequest) -> tuple[SessionLine, ...]:
    """The live sessions of who asks, this one first, then the newest."""
    key = request.session.session_key
    rows = UserSession.objects.purge_and_list(request.user)
    lines = (
        SessionLine(row.pk, row.created_at, row.ip, device(row.user_agent), row.session_key == key) for row in rows
    )
    return tuple(sorted(lines, key=lambda line: (not line.current, -line.since.timestamp())))


def end_session(request: HttpRequest, session: int) -> None:
    """End one's own session; ending the present one signs out."""
    row = UserSession.objects.filter(user=request.user.pk, pk=session).first()
    if row is None:
        raise NotFound(NO_SESSION)
    end_sessions(request, [row])


def end_other_sessions(request: HttpRequest) -> None:
    rows = UserSession.objects.filter(user=request.user.pk).exclude(session_key=request.session.session_key)
    end_sessions(request, list(rows))
