"""Checking a copy of a published site against its manifest: on a disk or at a host."""

from __future__ import annotations

import hashlib
import http.client
import tempfile
import urllib.error
import urllib.request
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from urllib.parse import quote, unquote, urljoin

from editions.commands.console import (
    CALLED_WRONGLY,
    FINE,
    PROBLEMS,
    complain,
    counted,
    progress,
    report,
    say,
)
from editions.commands.signing import check_signature
from editions.errors import Problem, SiteError
from editions.files.parts import a_part_only
from editions.files.paths import from_caller
from editions.files.releases import digests_of
from editions.model.manifests import (
    MANIFEST,
    SIGNATURE,
    SUMS,
    Differences,
    Listed,
    Manifest,
    differences,
    read_manifest,
    sums_text,
)
from editions.model.parts import PART
from editions.model.redirects import REDIRECTS, read_redirects

#: Files fetched from a host at the same time, and seconds to wait for each.
AT_ONCE, PATIENCE = 8, 30
#: A host that is busy or a line that breaks is asked again.
TRIES = 2
#: What is said of each kind of difference: its name, and what to do.
_REMEDIES = {
    "missing": "Copy it again, or publish again.",
    "changed": "Copy it again, or publish again; if nobody here changed it, find out who could.",
    "additional": "Remove it, unless you put it there; it is not part of the release.",
}
_BLOCK = 1 << 16
#: Answers that say where a page is now.
_MOVED = (301, 302, 307, 308)


def verify_copy(*, copy: str, signers: str = "") -> int:
    """Check a copy of a release, a folder or an address; return the exit status.

    0: exactly the files of the release; 1: something differs; 2: there is no release to check. With
    ``signers``, a file of allowed signers, the copy must be signed by one of them.
    """
    remote = copy.startswith(("http://", "https://"))
    place = copy.rstrip("/") if remote else from_caller(copy)
    if not remote and Path(place, PART).is_file():
        complain(str(a_part_only(Path(place))))
        return CALLED_WRONGLY
    try:
        manifest = read_manifest(_content(place, MANIFEST, remote=remote))
    except (OSError, ValueError, http.client.HTTPException) as error:
        complain(f"{place}/{MANIFEST}: this cannot be read: {_reason(error)}.")
        complain("  Name the folder or the address of a site that ./inv publish put there.")
        return CALLED_WRONGLY
    status = _tell_differences(place, _differences(place, manifest, remote=remote))
    try:
        _check_list(place, manifest, signers, remote=remote)
    except SiteError as error:
        status = report(error.problems)
    if status == FINE:
        count = counted(len(manifest.files), "file")
        say(f"{place}: {count} as published, release {manifest.release[:16]}")
        if remote:
            say("Additional files cannot be seen from outside.")
    return status


def _differences(place: str, manifest: Manifest, *, remote: bool) -> Differences:
    if not remote:
        return differences(manifest, digests_of(Path(place)))
    with progress("fetching", len(manifest.files)) as advance:
        found: dict[str, tuple[int, str]] = {}
        redirects = _redirects(place, manifest)
        with ThreadPoolExecutor(max_workers=AT_ONCE) as workers:
            fetched = workers.map(partial(_asked, place, redirects), manifest.files)
            for file, answer in zip(manifest.files, fetched, strict=True):
                advance(1)
                if answer:
                    found[file.path] = answer
    return differences(manifest, found)


def _tell_differences(place: str, wrong: Differences) -> int:
    """Print every file that differs, by kind, each kind with what to do about it."""
    kinds = {"missing": wrong.missing, "changed": wrong.changed, "additional": wrong.added}
    for kind, names in kinds.items():
        for name in names:
            complain(f"{place}/{name}: {kind}.")
        if names:
            complain(f"  {_REMEDIES[kind]}")
    if wrong:
        complain(f"{counted(len(wrong), 'file')} not as published.")
    return PROBLEMS if wrong else FINE


def _check_list(place: str, manifest: Manifest, signers: str, *, remote: bool) -> None:
    """Raise SiteError unless SHA256SUMS fits the manifest and one of the signers, if any, signed it."""
    where = f"{place}/{SUMS}"
    try:
        sums = _content(place, SUMS, remote=remote)
    except (OSError, http.client.HTTPException) as error:
        what = f"this cannot be read: {_reason(error)}."
        raise SiteError([Problem(where, what, _REMEDIES["missing"])]) from error
    if sums != sums_text(manifest).encode():
        raise SiteError([Problem(where, f"it contradicts {MANIFEST}.", _REMEDIES["changed"])])
    if not signers:
        return
    with tempfile.TemporaryDirectory() as scratch:
        signature = Path(scratch, SIGNATURE)
        try:
            signature.write_bytes(_content(place, SIGNATURE, remote=remote))
        except (OSError, http.client.HTTPException) as error:
            remedy = "Ask who published it; no signer vouches for this copy."
            raise SiteError(
                [Problem(f"{place}/{SIGNATURE}", "there is no signature.", remedy)]
            ) from error
        say(f"signed by {check_signature(sums, signature, signers)}")


def _content(place: str, name: str, *, remote: bool) -> bytes:
    if not remote:
        return Path(place, name).read_bytes()
    with urllib.request.urlopen(_asking(place, name), timeout=PATIENCE) as answer:  # noqa: S310
        return bytes(answer.read())


def _redirects(place: str, manifest: Manifest) -> dict[str, str]:
    """Return where old addresses lead, if the list of them is the one that was published."""
    listed = manifest.by_path.get(REDIRECTS)
    if listed is None:
        return {}
    try:
        text = _content(place, REDIRECTS, remote=True)
        published = hashlib.sha256(text).hexdigest() == listed.sha256
        return read_redirects(text) if published else {}
    except (OSError, ValueError, http.client.HTTPException):
        return {}  # it is fetched again with all others, and named then


def _asked(place: str, redirects: Mapping[str, str], file: Listed) -> tuple[int, str] | None:
    """Return size and digest of what a host sends; a host may also redirect an old address as listed."""
    to = redirects.get(file.path)
    if to is not None and _leads_to(place, file.path, to):
        return file.bytes, file.sha256
    return _fetched(place, file)


def _leads_to(place: str, path: str, to: str) -> bool:
    request = _asking(place, path)
    try:
        with urllib.request.build_opener(_Staying).open(request, timeout=PATIENCE):
            return False
    except urllib.error.HTTPError as answer:
        location = urljoin(request.full_url, answer.headers.get("Location", ""))
        return answer.code in _MOVED and unquote(location) == unquote(f"{place}/{quote(to)}")
    except (OSError, http.client.HTTPException):
        return False


class _Staying(urllib.request.HTTPRedirectHandler):
    """Goes nowhere: an answer that leads elsewhere is raised as an HTTPError."""

    def redirect_request(self, *_: object) -> None:
        """Return no request to follow."""


def _fetched(place: str, file: Listed) -> tuple[int, str] | None:
    """Return size and digest of what a host sends for a file; None where it sends nothing."""
    for _ in range(TRIES):
        digest, size = hashlib.sha256(), 0
        try:
            with urllib.request.urlopen(_asking(place, file.path), timeout=PATIENCE) as answer:  # noqa: S310
                # One block more than there should be is enough to know.
                while size <= file.bytes and (block := answer.read(_BLOCK)):
                    digest.update(block)
                    size += len(block)
            return size, digest.hexdigest()
        except (OSError, http.client.HTTPException) as error:
            if isinstance(error, urllib.error.HTTPError) and error.code in (403, 404, 410):
                break
    return None


def _asking(place: str, path: str) -> urllib.request.Request:
    # The bytes themselves, not a compressed copy; and from the host, not from a cache on the way.
    headers = {"Accept-Encoding": "identity", "Cache-Control": "no-cache"}
    return urllib.request.Request(f"{place}/{quote(path)}", headers=headers)  # noqa: S310


def _reason(error: Exception) -> str:
    if isinstance(error, urllib.error.HTTPError):
        return f"the host answers {error.code}"
    return str(getattr(error, "strerror", "") or getattr(error, "reason", "") or error)
