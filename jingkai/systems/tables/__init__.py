"""填报减负: type a figure once; see what tables cost, and cut it."""
