"""What a release contains and how it was made."""

import hashlib
from collections.abc import Mapping
from dataclasses import asdict
from importlib import metadata
from typing import Any

from exports.codebook import fingerprint
from exports.policy import Policy
from exports.study import Study

FILE = "manifest.json"


def manifest(study: Study, policy: Policy, files: Mapping[str, bytes], checked: int, earlier: int) -> dict[str, Any]:
    """As data. checked: figures that the attacker bounded, all of them, without a limit of time. earlier: releases of
    the campaign that the attacker held as well."""
    return {
        "format": 1,
        "release": study.release,
        "number": study.number,
        "campaign": study.campaign,
        "synthetic": study.synthetic,
        "opened": study.opened.isoformat(),
        "built": study.built.isoformat(),
        "questionnaire": study.questionnaire.name,
        "fingerprint": fingerprint(study),
        "languages": list(study.languages),
        "policy": asdict(policy),
        "method": "R",
        "audit": {"figures_bounded": checked, "findings": 0, "earlier_releases": earlier},
        "versions": {"onze-voix": study.version} | {name: metadata.version(name) for name in ("numpy", "scipy")},
        "sha256": {name: hashlib.sha256(content).hexdigest() for name, content in sorted(files.items())},
    }
