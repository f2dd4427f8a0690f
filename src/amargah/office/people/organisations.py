from django.db.models import TextChoices


class Kind(TextChoices):
    """What an organisation is in the tree of official statistics."""

    PBO = "pbo", "Plan and Budget Organization"
    SCI = "sci", "Statistical Centre of Iran"
    MPO = "mpo", "Management and Planning Organization of a province"
    AGENCY = "agency", "Agency"
