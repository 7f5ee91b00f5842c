"""What staff roles are called."""

from services.accounts.staff import StaffRole
from web.readers import Translate


def roles(_: Translate) -> dict[StaffRole, str]:
    """The words of each role, in the order of a list to choose from."""
    return {
        StaffRole.OFFICER: _("chargé ou chargée de quartier"),
        StaffRole.COORDINATOR: _("coordination"),
        StaffRole.OPERATOR: _("gestion du serveur"),
        StaffRole.GUEST: _("personne invitée"),
    }
