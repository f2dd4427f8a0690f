"""Every address of the office, by context."""

urlpatterns: list[object] = []
