"""What documents tell beside figures and goals: who is who, what lies around us, and words."""
