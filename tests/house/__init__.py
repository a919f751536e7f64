"""The house around the code, under test: requirements, documents, the make targets, the manners."""
