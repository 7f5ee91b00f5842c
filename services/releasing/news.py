"""Whether a release would say something that the last one did not, although nobody new can be counted. Pure."""

import json
from collections.abc import Sequence

from exports.policy import Policy
from exports.release import Ledger, Refused, Release, nothing_new
from exports.statistics.deriving import OUTCOMES, given_margins
from exports.statistics.margins import Margins
from exports.study import Quote, Study
from exports.writers.folder import report_name
from exports.writers.quotes import is_out, out


def tells_more(known: Ledger, study: Study, margins: Margins | None, reports: Sequence[str]) -> bool:
    """Whether a release without anybody new would say something that the last one did not: other margins, how the
    campaign ended, themes of own words, or the same in another language."""
    if not known.releases:
        return False
    last = known.releases[-1].files
    themed = study.coded - {table["item"] for table in json.loads(last["codebook.json"])["tables"]}
    weighted = margins is not None and given_margins(last) != margins
    unsaid = any(report_name(language) not in last for language in reports)
    return weighted or unsaid or bool(themed) or (study.final and OUTCOMES not in last)


def has_new_words(known: Ledger, study: Study, quotes: Sequence[Quote]) -> bool:
    """Whether somebody has let go words, of people who are counted, that the last release does not have."""
    last = [release.files for release in known.releases[-1:]]
    return any(quote.is_counted and not is_out(study, quote, files) for files in last for quote in quotes)


def adds_nothing(result: Release | Refused, known: Ledger, policy: Policy) -> bool:
    """Whether nobody could be added; or a release that was made for new words alone has none, because they would have
    told a count."""
    if isinstance(result, Refused):
        return result.problems == (nothing_new(policy),)
    is_for_words = bool(known.releases) and not known.again and not result.newcomers
    return is_for_words and out(result.files) <= out(known.releases[-1].files)
