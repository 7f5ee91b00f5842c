"""What is said to who names a place where a district is asked."""

from locales.bidi import isolated, prepared
from locales.catalogues import translator
from services.messages import Button, Message, Role
from services.tokens import Action
from services.wording.options import options
from services.wording.recaps import revisit
from services.wording.setting import Setting
from surveys.districts import Place
from surveys.effects import Remark
from surveys.items import District


def which_place(setting: Setting, item: District, places: tuple[Place, ...]) -> Message:
    """Places of several districts fit: each district with its places, under the number it has in the prompt."""
    language = setting.language_of_item(item)
    _ = translator(language).gettext
    lines, buttons = [], []
    for option in options(setting, item):
        names = ", ".join(isolated(place.name, language) for place in places if place.district == option.name)
        if names:
            label = prepared(f"{names} ({option.text})", language)
            lines.append(f"{option.number}. {label}")
            token = setting.token(Action.CHOOSE, item, option.place)
            buttons.append(Button(label, token, Role.CHOICE, number=option.number))
    asked = _("Plusieurs lieux ont ce nom. Lequel voulez-vous ?")
    return Message(language, (asked,), tuple(lines), buttons=tuple(buttons), key=Remark.WHICH_PLACE.value)


def unknown_place(setting: Setting, item: District) -> tuple[str, ...]:
    """The first time in vain: what can be written. Not a sentence that other questions use."""
    _ = translator(setting.language_of_item(item)).gettext
    return (
        _("Je ne trouve pas ce nom."),
        _("Écrivez le nom du quartier, ou de l'école de votre enfant. Ou touchez un bouton."),
    )


def passed_over(setting: Setting, item: District) -> Message:
    """The second time: nobody is held up by a name."""
    language = setting.language_of_item(item)
    _ = translator(language).gettext
    said = (
        _("Je ne trouve toujours pas. Ce n'est pas grave."),
        _("On continue sans le quartier. Pour y revenir, touchez « Modifier »."),
    )
    return Message(language, said, buttons=(revisit(setting, item, language),), key=Remark.PASSED_OVER.value)
