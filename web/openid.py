"""The city's own sign-in, by OpenID Connect: authorization code with PKCE, a state and a nonce.

Nothing of it is kept: what has to survive the way there and back lies sealed in a cookie for ten minutes."""

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NoReturn

from authlib.integrations.base_client import OAuthError
from authlib.integrations.httpx_client import AsyncOAuth2Client
from httpx2 import HTTPError, Response
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

_ALGORITHMS = ["RS256", "PS256", "ES256"]
_SCOPE = "openid email"
_LEEWAY, _TIMEOUT = 60, 10.0  # seconds


class CityError(Exception):
    """The city's sign-in did not do its part, or somebody came back on a way we did not send them. Says what."""


@dataclass(frozen=True, slots=True)
class City:
    """issuer: its address. client_id, client_secret: who we are there. back: where it sends people to, on our side."""

    issuer: str
    client_id: str
    client_secret: str
    back: str


@dataclass(frozen=True, slots=True)
class Trip:
    """What we must know again when somebody comes back."""

    state: str
    nonce: str
    verifier: str


@dataclass(frozen=True, slots=True)
class Vouched:
    """Who the city says this is. subject: issuer and identifier. email: "" unless the city has verified it."""

    subject: str
    email: str


def trip(chance: bytes) -> Trip:
    """A way of one's own, out of 96 random bytes."""
    parts = [base64.urlsafe_b64encode(chance[at : at + 32]).decode().rstrip("=") for at in (0, 32, 64)]
    return Trip(*parts)


async def way(city: City, going: Trip) -> str:
    """Where to send the browser. CityError."""
    async with _client(city) as client:
        metadata = await _metadata(client, city)
        url, _state = client.create_authorization_url(
            metadata["authorization_endpoint"], state=going.state, nonce=going.nonce, code_verifier=going.verifier
        )
    return str(url)


async def came_back(city: City, going: Trip, query: Mapping[str, str], now: datetime) -> Vouched:
    """Who it is that comes back with `query`. CityError."""
    if query.get("state") != going.state or not query.get("code"):
        _refuse("not the way we sent them")
    async with _client(city) as client:
        metadata = await _metadata(client, city)
        try:
            answer = await client.fetch_token(
                metadata["token_endpoint"], code=query["code"], code_verifier=going.verifier
            )
        except (OAuthError, HTTPError, ValueError) as error:
            raise CityError("the code is not taken") from error
        keys = _object(await _get(client, metadata["jwks_uri"]))
        claims = believed(city, going, answer.get("id_token"), keys, now)
        if "email" not in claims and "userinfo_endpoint" in metadata:
            bearer = {"Authorization": f"Bearer {answer['access_token']}"}
            told = _object(await _get(client, metadata["userinfo_endpoint"], bearer))
            claims = {**told, **claims} if told.get("sub") == claims["sub"] else claims
    email = str(claims.get("email", "")) if claims.get("email_verified") is True else ""
    return Vouched(f"{city.issuer}\x00{claims['sub']}", email)


def _client(city: City) -> AsyncOAuth2Client:
    return AsyncOAuth2Client(
        city.client_id,
        city.client_secret,
        scope=_SCOPE,
        redirect_uri=city.back,
        code_challenge_method="S256",
        timeout=_TIMEOUT,
    )


async def _metadata(client: AsyncOAuth2Client, city: City) -> dict[str, Any]:
    found = _object(await _get(client, city.issuer.rstrip("/") + "/.well-known/openid-configuration"))
    if str(found.get("issuer", "")).rstrip("/") != city.issuer.rstrip("/"):
        _refuse("it calls itself something else")
    if not {"authorization_endpoint", "token_endpoint", "jwks_uri"} <= found.keys():
        _refuse("it does not say where things are")
    return found


async def _get(client: AsyncOAuth2Client, url: str, headers: Mapping[str, str] | None = None) -> Response:
    try:
        answer: Response = await client.request("GET", url, withhold_token=True, headers=headers)
        return answer.raise_for_status()
    except HTTPError as error:
        raise CityError("it does not answer") from error


def _object(answer: Response) -> dict[str, Any]:
    try:
        found = answer.json()
    except ValueError as error:
        raise CityError("it answers in words we do not know") from error
    return found if isinstance(found, dict) else {}


def believed(city: City, going: Trip, token: object, keys: dict[str, Any], now: datetime) -> dict[str, Any]:
    """What a signed identity token says, once it is known to be for us, from the city, for this trip and of now."""
    expected = jwt.JWTClaimsRegistry(
        now=int(now.timestamp()),
        leeway=_LEEWAY,
        iss={"essential": True, "value": city.issuer},
        aud={"essential": True, "value": city.client_id},
        sub={"essential": True},
        exp={"essential": True},
        nonce={"essential": True, "value": going.nonce},
    )
    try:
        claims = jwt.decode(str(token), KeySet.import_key_set(keys), algorithms=_ALGORITHMS).claims  # type: ignore[arg-type]
        expected.validate(claims)
    except (JoseError, ValueError, KeyError) as error:
        raise CityError("its word cannot be checked") from error
    if claims.get("azp", city.client_id) != city.client_id:
        _refuse("its word is for somebody else")
    return dict(claims)


def _refuse(why: str) -> NoReturn:
    raise CityError(why)
