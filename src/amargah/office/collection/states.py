"""The states that designs, rounds and assignments can be in."""

from amargah.office.workflow.public import State
from amargah.statcore.labels import Label

DESIGN = (
    State("draft", Label("پیش‌نویس", "Draft")),
    State("final", Label("نهایی", "Final")),
)

ROUND = (
    State("planned", Label("برنامه‌ریزی‌شده", "Planned")),
    State("open", Label("باز", "Open")),
    State("closed", Label("بسته", "Closed")),
)

RETURN = (
    State("assigned", Label("در دست رابط", "With the liaison")),
    State("submitted", Label("در انتظار مدیر دستگاه", "Waiting for the agency's manager")),
    State("endorsed", Label("در انتظار کارشناس", "Waiting for the expert")),
    State("returned", Label("برگشت‌خورده", "Returned")),
    State("verified", Label("در انتظار رئیس", "Waiting for the head")),
    State("approved", Label("تأیید نهایی", "Approved")),
)

EDITABLE = ("assigned", "returned")
