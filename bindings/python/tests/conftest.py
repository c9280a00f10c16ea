"""Pages and archives of invented news, and the program beside which the module is laid."""

import os
import subprocess

import pytest

SENTENCE = "President Irina Volkovets met Foreign Minister Tomas Halberg in Tallinn on Tuesday."
TEXT = f"{SENTENCE}\n\nThe talks lasted two hours, an aide said. They will go on next week."
PAGE = f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Two hours in Tallinn | Harbour Gazette</title>
<meta property="article:published_time" content="2026-03-05T08:00:00Z"></head><body><nav><a href="/">Home</a></nav>
<article><h1>Two hours in Tallinn</h1><p class="byline">By Ama Boateng</p><p>{SENTENCE}</p>
<p>The talks lasted two hours, an aide said. They will go on next week.</p></article>
<footer>All rights reserved.</footer></body></html>"""
URL = "https://gazette.example/two-hours"


def record(page: bytes, url: str, declared: int | None = None) -> bytes:
    """One WARC response; `declared` is a length that may be wrong."""
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page
    head = (
        "WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:1f0c1b0e-0000-4000-8000-000000000001>\r\n"
        f"WARC-Date: 2026-03-06T10:00:00Z\r\nWARC-Target-URI: {url}\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {declared or len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


@pytest.fixture
def warc(tmp_path):
    """A WARC file of two pages."""
    path = tmp_path / "two.warc"
    path.write_bytes(record(PAGE.encode(), URL) + record(PAGE.replace("Tallinn", "Vilnius").encode(), URL + "-2"))
    return path


@pytest.fixture
def program():
    """Runs the binary that the environment names, or skips."""
    binary = os.environ.get("ANNALS")
    if not binary:
        pytest.skip("ANNALS does not name the program, so there is nothing to compare with")

    def run(*arguments, given=""):
        return subprocess.run([binary, *arguments], input=given, capture_output=True, text=True, check=True).stdout

    return run
