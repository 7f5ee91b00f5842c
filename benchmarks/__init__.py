"""What the product costs, one claim a module, each measured in one run beside the floor it stands on."""
