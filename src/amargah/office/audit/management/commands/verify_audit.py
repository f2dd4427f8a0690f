from argparse import ArgumentTypeError
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from amargah.office.audit.public import Link, verify


def _witness(text: str) -> Link:
    sequence, separator, digest = text.partition(":")
    if not (separator and sequence.isdecimal()):
        raise ArgumentTypeError("write SEQUENCE:HASH, as an earlier run printed it")
    return Link(int(sequence), digest)


class Command(BaseCommand):
    help = "Walk the chain of audit events and name the first bad row."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--witness", type=_witness, help="a SEQUENCE:HASH that an earlier run printed")

    def handle(self, *_: Any, **options: Any) -> None:
        result = verify(options["witness"])
        if result.reason:
            raise CommandError(f"row {result.first_bad}: {result.reason.en} {result.reason.fa}")
        self.stdout.write(f"{result.rows} rows, all good; witness {result.rows}:{result.hash}")
