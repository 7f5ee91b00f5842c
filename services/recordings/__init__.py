"""Sound: questions read aloud and answers spoken, until a person wrote them down."""
