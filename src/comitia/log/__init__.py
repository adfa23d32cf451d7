"""The record that members can verify without trusting anybody.

A log of acts in the formats of the Community Cryptography Specification Project (C2SP): signed notes over an
RFC 6962 Merkle tree in static tiles, witnessed by others. It knows nothing of the law: to it an act is one line of
canonical JSON. What it promises is narrow: whoever holds an earlier checkpoint or receipt can detect, offline and
without our server, that a published act was altered, removed or reordered. It does not say that an act is true, or
that every act was submitted.
"""
