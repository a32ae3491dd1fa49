"""Goals of the Human Capital Akkoord and of projects, and how far they are."""
