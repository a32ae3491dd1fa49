"""An exhibit as a tile: page, drawing and image. Pure."""
