"""Read a PDF as its reader would: ``python -m tests.windows.paper FILE.pdf PAGE1.png``; the answer is JSON."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence

import pypdfium2


def main(words: Sequence[str]) -> int:
    """Print the pages, their text and how much of the first is not white; paint the first into a picture."""
    source, picture = words
    paper = pypdfium2.PdfDocument(source)
    image = paper[0].render(scale=1.2).to_pil().convert("RGB")
    image.save(picture)
    dark = sum(image.convert("L").histogram()[:128])
    told = {
        "pages": len(paper),
        "text": "\n".join(page.get_textpage().get_text_bounded() for page in paper),
        "ink": dark / (image.width * image.height),
    }
    print(json.dumps(told))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
