"""What people report of goals, actions, figures, the Werkcentrum and money: kept in a database."""
