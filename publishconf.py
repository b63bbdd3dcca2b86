"""The site as it is published: everything in pelicanconf.py, and what differs.

The address comes from the environment, so that the same files serve every host and no address of a
test server is ever committed: ``SITEURL=https://example.org ./inv publish --to …``.
"""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from pelicanconf import *

# Files to carry, made by ./inv pack, lie here; pages of the published site list them.
PACKS_PATH = "dist"
UNREADY_EDITIONS = "leave out"
SITEURL = os.environ.get("SITEURL", "").rstrip("/")
