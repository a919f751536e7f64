"""The zone's systems, one folder each, mostly declarations on the kernel."""
