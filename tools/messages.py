"""Persian catalogues of the office: `compile`, `update` (adds what is missing), `check` (fails on gaps)."""

import os
import re
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import normalize, read_po

ROOT = Path(__file__).parent.parent
OFFICE = ROOT / "src/amargah/office"
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
PLURALS = "nplurals=2; plural=(n > 1)"
"""Django's own rule for Persian: with another one it would keep the catalogues apart."""
HEADER = f"""msgid ""
msgstr ""
"Language: fa\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {PLURALS};\\n"
"""
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sd]|\{\w*\}")

MessageId = str | tuple[str, ...]
Key = tuple[str | None, MessageId]
"""Context and msgid; the msgid of a plural is (singular, plural)."""


def contexts() -> list[Path]:
    return sorted(folder for folder in OFFICE.iterdir() if (folder / "__init__.py").exists())


def catalogue_path(context: Path) -> Path:
    return context / "locale/fa/LC_MESSAGES/django.po"


def read(path: Path) -> Catalog:
    """An absent file reads as an empty catalogue."""
    with BytesIO(path.read_bytes() if path.exists() else HEADER.encode()) as source:
        return read_po(source, locale="fa", domain="django")


def used(context: Path) -> dict[Key, str]:
    """Every msgid that the context's code and templates use, with the first place where it stands."""
    found: dict[Key, str] = {}
    for path in sources(context):
        for line, message, message_context in messages_in(path):
            found.setdefault((message_context, message), f"{path.relative_to(ROOT)}:{line}")
    return found


def sources(context: Path) -> Iterator[Path]:
    paths = sorted(path for path in context.rglob("*") if path.suffix in (".py", ".html", ".txt"))
    return (path for path in paths if not {"migrations", "static", "locale"} & set(path.parts))


def messages_in(path: Path) -> Iterator[tuple[int, MessageId, str | None]]:
    for line, message, _comments, message_context in extract("python", BytesIO(python_of(path)), KEYWORDS):
        if message:
            yield line, message, message_context


def python_of(path: Path) -> bytes:
    """The file, or what Django makes of a template: the same lines with gettext calls for its tags."""
    if path.suffix == ".py":
        return path.read_bytes()
    from django.utils.translation.template import templatize

    lines = templatize(path.read_text(), origin=str(path)).splitlines()
    # Each call stands on one line; the indentation is the template's, and means nothing to Python.
    return "\n".join(line.strip() for line in lines).encode()


def key(message: Message) -> Key:
    return message.context, tuple(message.id) if isinstance(message.id, list | tuple) else message.id


def known(catalogue: Catalog) -> dict[Key, Message]:
    return {key(message): message for message in catalogue if message.id}


def texts(message: Message) -> tuple[str, ...]:
    return tuple(message.string) if isinstance(message.string, list | tuple) else (message.string,)


def gaps(context: Path) -> Iterator[str]:
    """What is wrong with the context's catalogue, one line each."""
    needed, catalogue = used(context), read(catalogue_path(context))
    have = known(catalogue)
    name = str(catalogue_path(context).relative_to(ROOT))
    if not catalogue.plural_forms.startswith(PLURALS):
        yield f"{name}: the header needs “Plural-Forms: {PLURALS};”"
    for wanted, place in needed.items():
        if wanted not in have:
            yield f"{place}: no entry in {name} for {text(wanted)}"
    for wanted, message in have.items():
        if fault := "not used any more" if wanted not in needed else faults(message):
            yield f"{name}: {fault}: {text(wanted)}"
    yield from (f"{name}: obsolete entry: {text(key(message))}" for message in catalogue.obsolete.values())


def faults(message: Message) -> str:
    """Empty for a good entry."""
    if message.fuzzy:
        return "fuzzy"
    if not all(words.strip() for words in texts(message)):
        return "no Persian"
    unknown = placeholders(*texts(message)) - placeholders(*key(message)[1:])
    return f"unknown placeholder {', '.join(sorted(unknown))}" if unknown else ""


def placeholders(*wanted: MessageId) -> set[str]:
    words = (part for message in wanted for part in ((message,) if isinstance(message, str) else message))
    return {place for part in words for place in PLACEHOLDER.findall(part)}


def text(wanted: Key) -> str:
    message_context, message = wanted
    first = message if isinstance(message, str) else message[0]
    return f"“{first}”" + (f" (context {message_context})" if message_context else "")


def settings_for_templates() -> None:
    """templatize() needs settings, and nothing of the office's own."""
    from django.conf import settings

    if not settings.configured:
        settings.configure(USE_I18N=True)


def clashes() -> Iterator[str]:
    """Django has one catalogue in the end: a text with two translations would show one of them everywhere."""
    chosen: dict[Key, tuple[tuple[str, ...], Path]] = {}
    for path in map(catalogue_path, contexts()):
        for wanted, message in known(read(path)).items():
            words, first = chosen.setdefault(wanted, (texts(message), path))
            if words != texts(message):
                yield f"{path.relative_to(ROOT)}: another Persian than {first.relative_to(ROOT)}: {text(wanted)}"


def check() -> int:
    problems = [problem for context in contexts() for problem in gaps(context)] + list(clashes())
    print("\n".join(problems) or "every text of the office has its Persian")
    return 1 if problems else 0


def update() -> int:
    """Appends what is missing and leaves what people wrote as it is."""
    for context in contexts():
        path = catalogue_path(context)
        have = known(read(path))
        missing = [wanted for wanted in used(context) if wanted not in have]
        if not missing:
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        written = path.read_text().rstrip("\n") + "\n" if path.exists() else HEADER
        path.write_text(written + "".join(map(entry, missing)))
        print(f"{path.relative_to(ROOT)}: {len(missing)} texts wait for their Persian")
    return 0


def entry(wanted: Key) -> str:
    """A new entry without translation."""
    message_context, message = wanted
    head = f"\nmsgctxt {normalize(message_context)}" if message_context else ""
    if isinstance(message, str):
        return f'{head}\nmsgid {normalize(message)}\nmsgstr ""\n'
    singular, plural = map(normalize, message)
    return f'{head}\nmsgid {singular}\nmsgid_plural {plural}\nmsgstr[0] ""\nmsgstr[1] ""\n'


def compile_all() -> int:
    """Writes a .mo beside every .po that is newer; other processes may read it meanwhile."""
    for path in map(catalogue_path, contexts()):
        target = path.with_suffix(".mo")
        if path.exists() and (not target.exists() or target.stat().st_mtime < path.stat().st_mtime):
            unfinished = target.with_suffix(f".{os.getpid()}")
            with unfinished.open("wb") as compiled:
                write_mo(compiled, read(path))
            unfinished.replace(target)
    return 0


COMMANDS = {"compile": compile_all, "update": update, "check": check}


def main(arguments: list[str]) -> int:
    if len(arguments) != 1 or arguments[0] not in COMMANDS:
        print(f"usage: python tools/messages.py {'|'.join(COMMANDS)}", file=sys.stderr)
        return 2
    settings_for_templates()
    return COMMANDS[arguments[0]]()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
