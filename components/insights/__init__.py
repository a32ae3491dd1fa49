"""What stands out: sentences made from the data, by tested functions. Pure."""
