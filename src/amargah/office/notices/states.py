from enum import StrEnum

from amargah.statcore.labels import Label


class Channel(StrEnum):
    EMAIL = "email"
    SMS = "sms"


class Delivery(StrEnum):
    """Where a message is on its way."""

    CREATED = "created"
    SENDING = "sending"
    DELIVERED = "delivered"
    TEMPORARY_FAILURE = "temporary_failure"
    PERMANENT_FAILURE = "permanent_failure"


CHANNEL_LABELS = {Channel.EMAIL: Label("رایانامه", "E-mail"), Channel.SMS: Label("پیامک", "SMS")}
DELIVERY_LABELS = {
    Delivery.CREATED: Label("در صف", "Waiting"),
    Delivery.SENDING: Label("در حال ارسال", "Being sent"),
    Delivery.DELIVERED: Label("رسیده", "Delivered"),
    Delivery.TEMPORARY_FAILURE: Label("تلاش دوباره", "To be tried again"),
    Delivery.PERMANENT_FAILURE: Label("نرسید", "Failed"),
}
