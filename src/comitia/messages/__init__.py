"""Codes and arguments turned into sentences, in one language at a time. The judge says data; this says words.

messages = Messages(Names(judgment.charter, judgment.state))
messages.finding(finding)  ->  "No power. Required: regional committee. Acted: CC sub-committee."
"""

from __future__ import annotations

from comitia.messages.bundle import LANGUAGES, capital, plain
from comitia.messages.names import Names
from comitia.messages.sentences import Messages

__all__ = ["LANGUAGES", "Messages", "Names", "capital", "plain"]
