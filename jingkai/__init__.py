"""jingkai (经开): the platform that an economic development zone runs on."""

__version__ = "0.1.0"
