"""Refusals a person can understand. Everything else that is raised is a bug, and loud."""


class ServiceError(Exception):
    """A use case said no. `args[0]` is a stable word."""


class Refused(ServiceError):
    """The actor may not do this."""


class NotFound(ServiceError):
    """There is nothing of that name."""


class Malformed(ServiceError):
    """A name that cannot be one."""


class Taken(ServiceError):
    """Something of that name is there already."""
