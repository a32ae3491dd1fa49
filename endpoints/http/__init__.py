"""How every answer is made: asked for, made once, kept, and given back."""
