"""HospComms: opens the window, or carries out one command (see ``main.py --help``)."""

from __future__ import annotations

import sys

from hospcomms.cli import main
from ui import running_names
from ui.ways_in import open_window, take_picture, try_out

if __name__ == "__main__":
    running_names.hold()  # by commands too: Setup is not to replace the files of a program at work
    sys.exit(main(sys.argv[1:], open_window, take_picture, try_out))
