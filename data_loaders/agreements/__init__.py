"""What partners promised each other: goals, projects, actions and money, from the documents."""
