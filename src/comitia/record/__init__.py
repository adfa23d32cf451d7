"""The record: what was done, in a closed set of act kinds, read from JSON Lines or YAML in the order of happening."""
