"""Who may do what in Beheer, by what the organisation's sign-in says of them. Pure."""
