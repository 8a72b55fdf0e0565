"""Talking to a store over HTTP: one address, bounded time, bounded size, and every failure in one line.

Redirects are not followed, and only http and https are spoken, so that what is sent goes where the address says and
nowhere else. A user and a password in the address are used where the store asks for them, and never printed.
"""

from __future__ import annotations

import re
import time
from collections.abc import Generator, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

import httpx

from mandategraph import __version__
from mandategraph.errors import StoreError, UsageError

MAX_BYTES = 1 << 29
"""The longest answer that is taken, in bytes: half a gigabyte."""

_SCHEMES = ("http://", "https://")


def is_address(place: str) -> bool:
    """Tell whether a store's place is an address of the web; anything else is a folder."""
    return re.match(r"[A-Za-z][A-Za-z0-9+.-]*://", place) is not None


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to wait, in seconds: for a connection, for each next piece of an answer, and for all of it."""

    connect: float = 10
    silence: float = 120
    answer: float = 600


@dataclass(frozen=True, slots=True)
class Address:
    """The address of a store. Its text, which messages show, leaves out user, password and parameters."""

    url: str = field(repr=False)
    shown: str

    @classmethod
    def of(cls, written: str) -> Address:
        """Take an address as a person writes it. Raises `UsageError` for what no store can have."""
        try:
            url = httpx.URL(written)
        except (httpx.InvalidURL, ValueError) as error:
            raise UsageError("the address of the store is no address; write it as https://host/path") from error
        if not written.lower().startswith(_SCHEMES) or not url.host:
            shown = f"{url.scheme}://{url.host}"
            raise UsageError(f"{shown}: a store has an address of http or https; write it as https://host/path")
        return cls(str(url), _shown(url))

    def __str__(self) -> str:
        return self.shown

    @property
    def has_user(self) -> bool:
        """Whether the address names a user."""
        return bool(httpx.URL(self.url).userinfo)

    @property
    def path(self) -> str:
        """The path of the address, without a slash at its end."""
        return httpx.URL(self.url).path.rstrip("/")

    def with_path(self, path: str) -> Address:
        """Return the address of the same host and user with another path, and without parameters."""
        url = httpx.URL(self.url).copy_with(path=path, query=None)
        return Address(str(url), _shown(url))


def _shown(url: httpx.URL) -> str:
    return str(url.copy_with(userinfo=b"", query=None, fragment=None))


@dataclass(frozen=True, slots=True)
class Answer:
    """What a store answered: a status that is no failure, the media type, the headers, and all of the body."""

    status: int
    media_type: str
    headers: Mapping[str, str]
    body: bytes


class Web:
    """A connection to one address, kept open between requests."""

    def __init__(self, address: Address, patience: Patience | None = None, max_bytes: int = MAX_BYTES) -> None:
        self.address = address
        self._patience = patience or Patience()
        self._max_bytes = max_bytes
        url = httpx.URL(address.url)
        self._url = url.copy_with(userinfo=b"", fragment=None)
        self._client = httpx.Client(
            auth=_WhenAsked(url.username, url.password) if url.userinfo else None,
            headers={"User-Agent": f"mandategraph/{__version__}"},
            timeout=httpx.Timeout(self._patience.silence, connect=self._patience.connect),
            follow_redirects=False,
        )

    def close(self) -> None:
        """Close the connection."""
        self._client.close()

    def send(
        self,
        method: str,
        parameters: Mapping[str, str] | None = None,
        form: Mapping[str, str] | None = None,
        content: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        missing_is_fine: bool = False,
    ) -> Answer:
        """Send a request, its `parameters` added to those of the address, and return the whole answer.

        Raises `StoreError` where there is no answer, or one that is too long, too late or a failure;
        `missing_is_fine` takes a 404 for an answer.
        """
        url = self._url.copy_merge_params(dict(parameters)) if parameters else self._url
        with self._told(), self._client.stream(method, url, data=form, content=content, headers=headers) as response:
            body = self._body(response)
        self._refuse_failure(response, body, missing_is_fine)
        return Answer(
            response.status_code,
            response.headers.get("content-type", "").partition(";")[0].strip().lower(),
            response.headers,
            body,
        )

    def _body(self, response: httpx.Response) -> bytes:
        deadline = time.monotonic() + self._patience.answer
        body = bytearray()
        for piece in response.iter_bytes():
            body += piece
            if len(body) > self._max_bytes:
                raise StoreError(
                    f"{self.address}: its answer is longer than {self._max_bytes:,} bytes; ask for less at once"
                )
            if time.monotonic() > deadline:
                raise StoreError(
                    f"{self.address}: its answer took longer than {self._patience.answer:g} seconds; ask for less"
                )
        return bytes(body)

    def _refuse_failure(self, response: httpx.Response, body: bytes, missing_is_fine: bool) -> None:
        status = response.status_code
        if 200 <= status < 300 or (status == 404 and missing_is_fine):
            return
        if 300 <= status < 400:
            target = response.headers.get("location", "")
            shown = _shown(response.url.join(target)) if is_address(target) or target.startswith("/") else "elsewhere"
            raise StoreError(f"{self.address}: redirects to {one_line(shown)}, and redirects are not followed")
        if status in {401, 403}:
            remedy = (
                "the user in its address may not do this, or the password is wrong"
                if self.address.has_user
                else "write a user and a password in its address: https://user:password@host/path"
            )
            raise StoreError(f"{self.address}: access is refused ({status}); {remedy}")
        said = one_line(body[:2000].decode("utf-8", "replace"))
        said = "" if "html" in response.headers.get("content-type", "") else said
        raise StoreError(f"{self.address}: answered {status} {response.reason_phrase}{f': {said}' if said else ''}")

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Turn what the HTTP library raises into a `StoreError` of one line."""
        try:
            yield
        except httpx.ConnectTimeout as error:
            raise self._unreachable(f"no connection within {self._patience.connect:g} seconds") from error
        except httpx.ConnectError as error:
            raise self._unreachable(one_line(str(error)) or "refused") from error
        except httpx.TimeoutException as error:
            raise StoreError(
                f"{self.address}: was silent for {self._patience.silence:g} seconds; try again, or ask for less"
            ) from error
        except httpx.HTTPError as error:
            raise StoreError(f"{self.address}: broke off its answer: {one_line(str(error))}") from error

    def _unreachable(self, why: str) -> StoreError:
        return StoreError(f"{self.address}: cannot be reached: {why}; start the store, or name another address")


def one_line(text: str) -> str:
    """Return the first 200 characters of what a stranger says in one line, without signs that command a terminal."""
    plain = " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
    return plain if len(plain) <= 200 else f"{plain[:199]}…"


class _WhenAsked(httpx.Auth):
    """Tell user and password only when the store asks, in the way that it asks for: Digest or Basic."""

    def __init__(self, user: str, password: str) -> None:
        self._user, self._password = user, password
        self._way: httpx.Auth | None = None

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """Send a request, and send it again with what the store asks for."""
        if self._way is None:
            response = yield request
            asked = response.headers.get("www-authenticate", "").lower() if response.status_code == 401 else ""
            if not asked:
                return
            kind = httpx.DigestAuth if "digest" in asked else httpx.BasicAuth
            self._way = kind(self._user, self._password)
        yield from self._way.auth_flow(request)
