"""One module a command: NAME, HELP, add_arguments(parser) and run(args) -> exit code.

A module imports Django only inside run(), through `jingkai.site.setup.django()`, so that commands without
a database start at once.
"""
