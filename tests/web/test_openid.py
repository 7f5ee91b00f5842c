"""What the city's sign-in says is believed only when it is signed by the city, for us, for this trip, and of now."""

from datetime import UTC, datetime
from typing import Any

import pytest
from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey

from web import openid
from web.openid import City, CityError

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
CITY = City("https://sso.nantes.example", "voix", "secret-of-voix", "https://voix.example/console/city/back")
GOING = openid.trip(bytes(range(96)))
KEY, OTHER = (RSAKey.generate_key(2048, {"kid": "one"}) for _ in range(2))
KEYS: dict[str, Any] = {"keys": [KEY.as_dict(private=False)]}
CLAIMS = {
    "iss": CITY.issuer,
    "aud": CITY.client_id,
    "sub": "agent-44",
    "nonce": GOING.nonce,
    "exp": int(NOW.timestamp()) + 300,
}


def signed(claims: dict[str, Any], key: Any = KEY, algorithm: str = "RS256") -> str:
    return jwt.encode({"alg": algorithm, "kid": "one"}, claims, key, algorithms=[algorithm])


def believed(token: object) -> dict[str, Any]:
    return openid.believed(CITY, GOING, token, KEYS, NOW)


def test_a_word_of_the_city_for_us_is_believed() -> None:
    assert believed(signed(CLAIMS))["sub"] == "agent-44"
    assert believed(signed({**CLAIMS, "aud": ["voix", "elsewhere"], "azp": "voix"}))


@pytest.mark.parametrize(
    "changed",
    [
        {"iss": "https://sso.nowhere.example"},
        {"aud": "another"},
        {"nonce": "of another trip"},
        {"exp": int(NOW.timestamp()) - 61},
        {"aud": ["voix", "elsewhere"], "azp": "elsewhere"},
        *({name: None} for name in CLAIMS),
    ],
    ids=str,
)
def test_a_word_that_is_not_meant_for_us_now_is_not(changed: dict[str, Any]) -> None:
    claims = {name: value for name, value in {**CLAIMS, **changed}.items() if value is not None}
    with pytest.raises(CityError):
        believed(signed(claims))


def test_a_word_that_somebody_else_signed_is_not() -> None:
    shared = OctKey.import_key(CITY.client_secret * 3)
    unsigned = signed(CLAIMS).rsplit(".", 1)[0] + "."
    for token in (signed(CLAIMS, OTHER), signed(CLAIMS, shared, "HS256"), unsigned, "", None, "a.b.c"):
        with pytest.raises(CityError):
            believed(token)
