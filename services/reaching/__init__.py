"""Ways to parents: links and their codes, printed pages, paper and the typing of it."""
