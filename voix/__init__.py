"""Settings, composition root, worker, command line: knows everything, decides nothing."""
