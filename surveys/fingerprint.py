"""The identity of a questionnaire: a digest of all it says, so that any correction is another questionnaire."""

import json
from hashlib import sha256

from surveys.definition import to_plain
from surveys.questionnaire import Questionnaire


def fingerprint(questionnaire: Questionnaire) -> str:
    """SHA-256, in hexadecimal, of the plain form with sorted keys."""
    plain = json.dumps(to_plain(questionnaire), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return sha256(plain.encode()).hexdigest()
