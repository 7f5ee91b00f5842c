"""Protected tables to bytes. Nothing here ever sees a raw count."""
