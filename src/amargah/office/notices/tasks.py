from django_tasks import task

from amargah.office.notices.delivery import sweep


@task()
def deliver_messages() -> int:
    """Send what waits in the outbox; safe to repeat and to run beside itself."""
    return sweep()
