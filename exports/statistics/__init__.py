"""What follows from released figures: shares with ranges, priorities, weights, waves. Nothing here sees a raw count."""
