"""Keys: what there is to do, by which key, in which order, and the help that lists them."""
