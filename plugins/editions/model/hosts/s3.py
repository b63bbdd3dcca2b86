"""What a bucket that is shown as a website has to be told: the page of a folder, the page of errors.

For ``aws s3api put-bucket-website``, at Amazon and at stores that speak like it. A bucket sets no
headers, asks for no language and has one page of errors for all editions; CloudFront can do more. Its
rules of redirects are not used: there are 50 at most, each goes by the beginning of a name, and stores
differ in whether a page that lies there goes first. The pages at old addresses lead on everywhere.
"""

from __future__ import annotations

import json

from editions.model.hosts.table import Hosting


def s3_files(hosting: Hosting) -> dict[str, str]:
    """Return the configuration of the website, by name."""
    website = {
        "IndexDocument": {"Suffix": "index.html"},
        "ErrorDocument": {"Key": f"{hosting.prefix}/404.html".lstrip("/")},
    }
    return {"website.json": json.dumps(website, indent=2) + "\n"}
