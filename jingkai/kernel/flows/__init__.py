"""流程: the one state machine for everything that has states; terms that run in it, lights that tell of them."""
