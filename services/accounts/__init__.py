"""Who staff are, what each may do, how they come in, and the trail of what they did."""
