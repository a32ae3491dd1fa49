"""The only way out of the process: guarded, bounded and polite requests to the sources.

A caller opens a `budget` and asks with `get_json` or a `GuardedSession`; every failure is a
`SourceError` with one Dutch sentence. Nothing here knows what is asked for.
"""
