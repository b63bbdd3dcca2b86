"""The configuration of lighttpd: a file to include, and a script its module mod_magnet runs.

lighttpd decides by the path that was asked for, before it knows whether there is such a file. So what
holds of files only is handed to the script as a variable of the request, and the script uses it where a
file was found. No word of the site stands in the script.

A list that is set in an inner block takes the place of the outer one; each begins with what is shared.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from editions.model.hosts.table import ASK_AGAIN, CARRIED, DIGESTED, FOR_EVER, UNLOGGED, Hosting
from editions.model.media_types import MEDIA_TYPES

#: Sent as text in utf-8, compressed where there is a smaller copy.
_TEXTS = ("html", "css", "js", "json", "svg", "xml", "txt")
#: lighttpd 1.4.69 does not start where it has 4,096 blocks, and other sites may need some, too.
MOST_REDIRECTS = 2000


def lighttpd_files(hosting: Hosting) -> dict[str, str]:
    """Return the file to include and the script, by name; both lie in one folder."""
    return {"lighttpd.conf": _configuration(hosting), "lighttpd.lua": _script()}


def _configuration(hosting: Hosting) -> str:
    at = hosting.prefix
    below = f"^{at.replace('.', '[.]')}/"
    return f"""\
# Goes into the configuration of lighttpd, or the block of the host there, below server.document-root:
#   server.modules += ( "mod_setenv", "mod_accesslog", "mod_magnet" )
#   var.editions = "/path/to/the/folder/of/this/file"
#   include "/path/to/lighttpd.conf"
# The modules are named once, outside of blocks. Debian: apt-get install lighttpd-modules-lua
$HTTP["url"] =~ "{below}" {{
index-file.names = ( "index.html" )
server.tag = "lighttpd"
mimetype.assign = {_list(_types())}
setenv.set-response-header = {_list(hosting.headers)}
magnet.attract-physical-path-to = ( var.editions + "/lighttpd.lua" )
magnet.attract-response-start-to = ( var.editions + "/lighttpd.lua" )
{_told(ONION=hosting.onion) if hosting.onion else ""}\
server.errorfile-prefix = server.document-root + "{at}/"
{_missing(hosting, below)}$HTTP["url"] =~ "{below}([^/]+/)?{DIGESTED}/" {{
{_told(KEPT=FOR_EVER)}}}
$HTTP["url"] =~ "{below}{CARRIED}/" {{
{_told(CARRIED="attachment")}}}
$HTTP["url"] =~ "{below}[^/]+/{UNLOGGED}/" {{
accesslog.filename = ""
}}
$HTTP["url"] == "{at}/" {{
setenv.add-response-header = ( "Vary" => "Accept-Language" )
{_languages(hosting)}}}
{_redirects(hosting)}}}
"""


def _types() -> Mapping[str, str]:
    texts = {f".{end}": f"{MEDIA_TYPES[end]}; charset=utf-8" for end in _TEXTS}
    others = {f".{end}": told for end, told in MEDIA_TYPES.items() if end not in _TEXTS}
    # The first that fits is taken, and an empty end fits all.
    return {**texts, **others, "": "application/octet-stream"}


def _list(pairs: Mapping[str, str]) -> str:
    lines = "".join(f'    "{name}" => "{value}",\n' for name, value in pairs.items())
    return f"(\n{lines})"


def _told(**variables: str) -> str:
    pairs = (f'"EDITIONS_{name}" => "{value}"' for name, value in variables.items())
    return f"setenv.set-environment = ( {', '.join(pairs)} )\n"


def _missing(hosting: Hosting, below: str) -> str:
    return "".join(
        f'$HTTP["url"] =~ "{below}{slug}/" {{\n'
        f'server.errorfile-prefix = server.document-root + "{hosting.prefix}/{slug}/"\n}}\n'
        for slug in hosting.editions
    )


def _languages(hosting: Hosting) -> str:
    """Return a block for each language; of those that fit only the first counts.

    Where mod_redirect stands before mod_setenv, as on Debian, its answers have none of our headers. So
    the script answers.
    """
    blocks = (
        f'$REQUEST_HEADER["Accept-Language"] =~ "(?i)^{tag}([-,;]|$)" {{\n'
        f"{_told(LANGUAGE=f'{hosting.prefix}/{slug}/index.html')}}}\n"
        for tag, slug in hosting.languages
    )
    return "else ".join(blocks)


def _redirects(hosting: Hosting) -> str:
    """Return a block for each old address; the script answers, as it does for languages.

    Those no log may tell of come first. What is too many is left to the pages at the old addresses.
    """
    quiet = {True: 'accesslog.filename = ""\n', False: ""}
    first = sorted(hosting.redirects, key=lambda one: not one.quiet)[:MOST_REDIRECTS]
    return "".join(
        f'$HTTP["url"] == "{one.old}" {{\n{_told(MOVED=one.new)}{quiet[one.quiet]}}}\n'
        for one in first
    )


def _script() -> str:
    return f"""\
-- Lies beside lighttpd.conf, and is run twice for each request: when it is known where the file would
-- lie, and when the answer is known.
local r = lighty.r
local told = r.req_env
local texts = {{ {_keys(_TEXTS)} }}

local function accepted(coding)
  for part in (r.req_header["Accept-Encoding"] or ""):lower():gmatch("[^,]+") do
    if part:match("^%s*([%w-]+)") == coding then
      return tonumber(part:match("q=([%d.]+)") or "1") ~= 0
    end
  end
  return false
end

local function send_smaller(path, media_type)
  for _, way in ipairs({{ {{ "br", ".br" }}, {{ "gzip", ".gz" }} }}) do
    local copy = lighty.stat(path .. way[2])
    if copy and copy.is_file and accepted(way[1]) then
      r.resp_header["Content-Encoding"] = way[1]
      r.resp_header["Content-Type"] = media_type
      r.req_attr["physical.path"] = path .. way[2]
      return
    end
  end
end

local function before()
  if told["EDITIONS_LANGUAGE"] then
    r.resp_header["Location"] = told["EDITIONS_LANGUAGE"]
    return 302
  end
  if told["EDITIONS_MOVED"] then
    r.resp_header["Location"] = told["EDITIONS_MOVED"]
    return 301
  end
  local path = r.req_attr["physical.path"]
  if path:sub(-1) == "/" then
    path = path .. "index.html"
  end
  local file = lighty.stat(path)
  if file and file.is_file and texts[path:match("%.(%w+)$")] then
    r.resp_header["Vary"] = "Accept-Encoding"
    send_smaller(path, file["content-type"])
  end
end

local function after(status)
  local found = status < 300 or status == 304
  r.resp_header["Cache-Control"] = found and told["EDITIONS_KEPT"] or "{ASK_AGAIN}"
  if found and told["EDITIONS_CARRIED"] then
    r.resp_header["Content-Disposition"] = told["EDITIONS_CARRIED"]
  end
  local asked = r.req_attr["request.orig-uri"]
  local page = asked:match("^[^?]*")
  if found and told["EDITIONS_ONION"] and (page:match("/$") or page:match("%.html$")) then
    r.resp_header["Onion-Location"] = told["EDITIONS_ONION"] .. asked
  end
end

local status = r.req_item.http_status
if status == 0 then
  return before()
end
after(status)
"""


def _keys(names: Iterable[str]) -> str:
    return ", ".join(f"{name} = true" for name in names)
