"""Sign-in: accounts and their second factors, sessions and their end, forms that outlive them, acting for another."""
