"""What is said outside any question, possibly to someone who has no conversation: in a language alone."""

from locales.bidi import isolated
from locales.catalogues import translator
from locales.words import Word
from services.messages import Button, Message, Role
from services.wording.setting import directed, interface_language, spelling


def help_(language: str, public_url: str = "", *, own: bool = False) -> Message:
    """How to answer, and the words that always work. public_url: the same questions as pages; own: a link by which this
    one person goes on there."""
    language = interface_language(language)
    _ = translator(language).gettext
    words = (
        (Word.BACK, _("revenir à la question d'avant")),
        (Word.SKIP, _("passer la question")),
        (Word.CHANGE, _("voir et changer vos réponses")),
        (Word.PAUSE, _("continuer plus tard")),
        (Word.LANGUAGES, _("changer de langue")),
        (Word.PRIVACY, _("savoir ce que nous gardons")),
        (Word.STOP, _("arrêter")),
    )
    page = _("Sur une page web, sans messagerie : {link}").format(link=isolated(public_url, language))
    return directed(
        Message(
            language,
            (
                _("Pour répondre, touchez un bouton ou écrivez son numéro."),
                page if public_url else "",
                _("Ce lien est pour vous seul. Il marche une fois, pendant un jour.") if own else "",
                _("Besoin d'aide ? Demandez à la personne qui vous a donné le lien."),
                _("Vous pouvez aussi écrire un de ces mots :"),
            ),
            tuple(_("{word} : {meaning}").format(word=spelling(word, language), meaning=said) for word, said in words),
            key="help",
        )
    )


def privacy(language: str, public_url: str = "") -> Message:
    """The short notice: who, why, what is kept, rights; the long one is a page of `public_url`."""
    language = interface_language(language)
    _ = translator(language).gettext
    link = isolated(f"{public_url}/privacy?lang={language}", language)
    said = (
        _("La Ville de Nantes pose ces questions. Elle veut savoir ce qui compte pour les parents."),
        _("Vous répondez si vous voulez. Vous pouvez arrêter quand vous voulez."),
        _("Nous ne gardons ni votre nom, ni votre numéro de téléphone."),
        _("Nous publions seulement des totaux, jamais la réponse d'une personne."),
        _("Vous pouvez demander à voir, corriger ou effacer vos réponses."),
        _("Pour tout effacer maintenant, écrivez : {command}").format(command=isolated("/effacer", language)),
        _("Un problème ? Vous pouvez écrire à la CNIL : {link}").format(link=isolated("cnil.fr", language)),
        _("Votre messagerie garde aussi cette discussion. Vous pouvez l'effacer sur votre téléphone."),
        _("Tout savoir : {link}").format(link=link) if public_url else "",
    )
    return directed(Message(language, said, key="privacy"))


def spent_code(language: str, code: str) -> Message:
    """A one-time code that served already. code: of the campaign, which anybody may use."""
    language = interface_language(language)
    _ = translator(language).gettext
    said = (
        _("Ce code a déjà servi."),
        _("Vous pouvez répondre sans ce code. Écrivez : {code}").format(code=isolated(code, language)),
    )
    return directed(Message(language, said, key="spent_code"))


def unknown_code(language: str) -> Message:
    """Nothing is open under this code. The same words whatever was tried."""
    language = interface_language(language)
    _ = translator(language).gettext
    said = _("Je ne connais pas ce code."), _("Regardez le code sur l'affiche ou dans le message. Écrivez-le ici.")
    return directed(Message(language, said, key="unknown_code"))


def not_open(language: str) -> Message:
    """The campaign takes no answers now."""
    language = interface_language(language)
    said = (translator(language).gettext("Ces questions ne sont pas ouvertes en ce moment. Merci de votre visite."),)
    return directed(Message(language, said, key="not_open"))


def in_private(language: str, link: str) -> Message:
    """Said in a group: where the bot talks instead."""
    language = interface_language(language)
    _ = translator(language).gettext
    said = (
        _("Je pose mes questions en privé, pas dans un groupe."),
        _("Ici, je ne garde rien."),
        _("Pour répondre, écrivez-moi : {link}").format(link=isolated(link, language)),
    )
    button = Button(_("Répondre en privé"), link, Role.LINK)
    return directed(Message(language, said, buttons=(button,), key="in_private"))


def choose_code(language: str) -> Message:
    """Several campaigns are open and the link did not say which."""
    language = interface_language(language)
    _ = translator(language).gettext
    said = _("Bonjour ! Quel est votre code ?"), _("Il est écrit sur l'affiche ou dans le message. Écrivez-le ici.")
    return directed(Message(language, said, key="choose_code"))


def unsupported(language: str) -> Message:
    """A sticker, a photo, a voice message ..."""
    language = interface_language(language)
    said = (translator(language).gettext("Je lis seulement le texte. Touchez un bouton ou écrivez, s'il vous plaît."),)
    return directed(Message(language, said, key="unsupported"))


def apology(language: str) -> Message:
    """We failed to take what the person sent; the open question follows."""
    language = interface_language(language)
    _ = translator(language).gettext
    said = _("Pardon, je n'ai pas pu prendre votre message."), _("Essayez encore une fois, s'il vous plaît.")
    return directed(Message(language, said, key="apology"))


def nothing_kept(language: str) -> Message:
    """There is nothing to erase that could be told to be this person's."""
    language = interface_language(language)
    said = (translator(language).gettext("Je ne garde aucune réponse reliée à vous."),)
    return directed(Message(language, said, key="nothing_kept"))


def stopped(language: str) -> Message:
    """Stop, said by someone who has no open conversation."""
    language = interface_language(language)
    said = (translator(language).gettext("C'est arrêté. Je ne vous écris plus."),)
    return directed(Message(language, said, key="stopped"))
