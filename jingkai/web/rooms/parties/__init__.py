"""The pages and addresses of the room `parties`."""
