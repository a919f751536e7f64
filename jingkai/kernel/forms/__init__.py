"""填报: forms whose fields have one owner each, what units are asked, and what they answer."""
