"""All answers of the product, recorded from outside, so that two commits can be compared."""
