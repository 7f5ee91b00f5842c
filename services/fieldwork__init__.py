"""The life of a campaign: its plan, the rules it must meet, its launch, its pauses and its end."""
