"""What nobody asked for: invitations and reminders."""
