"""Staff in a chat of their own: bound by a link, for participation, a pause, and what cannot wait for the console."""
