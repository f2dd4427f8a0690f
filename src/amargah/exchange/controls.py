"""Characters that nobody sees; XML, of which feeds, messages and sheets are made, cannot hold them safely."""

import re
from typing import Final

CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
