"""Copies the few files of the npm packages that browsers load into the static folder of `ui`."""

import shutil
from pathlib import Path

ROOT = Path(__file__).parent.parent
TARGET = ROOT / "src/amargah/office/ui/static/vendor"

ASSETS = {
    "htmx.org/dist/htmx.min.js": "htmx.min.js",
    "echarts/dist/echarts.min.js": "echarts.min.js",
    "vazirmatn/fonts/webfonts/Vazirmatn[wght].woff2": "Vazirmatn.woff2",
}


def main() -> None:
    TARGET.mkdir(parents=True, exist_ok=True)
    for source, name in ASSETS.items():
        shutil.copyfile(ROOT / "node_modules" / source, TARGET / name)


main()
