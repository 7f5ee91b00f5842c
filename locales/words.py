"""Words that are requests when they are the whole message, in any language. Data: `services.interpret` reads them.

A word that may well be an answer ("next", "fin", "non") has no place here. Case, accents and signs do not matter.
"""

from collections.abc import Mapping
from enum import Enum


class Word(Enum):
    STOP = "stop"
    HELP = "help"
    BACK = "back"
    SKIP = "skip"
    LANGUAGES = "languages"
    PRIVACY = "privacy"
    RESUME = "resume"
    VALIDATE = "validate"


QUESTION_MARKS = frozenset("?؟¿？⁇")  # a message of nothing else asks for help

# Separated by commas.
WORDS: Mapping[Word, Mapping[str, str]] = {
    Word.STOP: {
        "fr": "stop, stopper, arrêt, arrête, arrêter, arrêtez, arrêter tout, je veux arrêter, quitter, désabonner, "
        "me désabonner, se désabonner, désabonnement, désinscrire, désinscription, annuler",
        "en": "stop, stop it, stop all, unsubscribe, quit, cancel, exit",
        "ar": "توقف, قف, أوقف, إيقاف, وقف, إلغاء, إلغاء الاشتراك, ستوب",
        "tr": "dur, durdur, iptal, iptal et, bırak, çıkış, abonelikten çık",
        "pt": "parar, pare, cancelar, sair, cancelar subscrição",
        "es": "parar, pare, detener, cancelar, salir, darme de baja",
        "ro": "stop, oprește, opriți, opresc, renunț, anulează, dezabonare, ieșire",
        "de": "stopp, abmelden, abbrechen",
        "it": "ferma, basta, annulla",
        "ru": "стоп, отмена, отписаться, хватит",
        "uk": "зупинити, скасувати",
        "so": "jooji",
    },
    Word.HELP: {
        "fr": "aide, aidez-moi, à l'aide, aide-moi, besoin d'aide, j'ai besoin d'aide",
        "en": "help, help me, i need help",
        "ar": "مساعدة, المساعدة, ساعدني, ساعدوني, النجدة",
        "tr": "yardım, yardım et, imdat",
        "pt": "ajuda, ajude-me, socorro",
        "es": "ayuda, ayúdame, socorro",
        "ro": "ajutor, ajută-mă, ajutați-mă",
        "de": "hilfe",
        "it": "aiuto",
        "ru": "помощь, помогите",
        "uk": "допомога, допоможіть",
        "so": "caawimo, caawin",
    },
    Word.BACK: {
        "fr": "retour, précédent, précédente, question précédente, revenir, en arrière",
        "en": "back, go back, previous, previous question",
        "ar": "رجوع, ارجع, عودة, السابق, السؤال السابق",
        "tr": "geri, geri dön, önceki, önceki soru",
        "pt": "voltar, voltar atrás, anterior, pergunta anterior",
        "es": "volver, volver atrás, atrás, anterior, pregunta anterior",
        "ro": "înapoi, întrebarea anterioară",
    },
    Word.SKIP: {
        "fr": "passer, je passe, passer la question, sauter",
        "en": "skip, skip it, skip this question",
        "ar": "تخطي, تخطى, تجاوز, تجاوز السؤال",
        "tr": "atla, geç, soruyu atla, soruyu geç",
        "pt": "saltar, passar, pular, saltar a pergunta",
        "es": "saltar, pasar, omitir, saltar la pregunta",
        "ro": "sari, sari peste, treci peste, omite",
    },
    Word.LANGUAGES: {
        "fr": "langue, langues, changer de langue, changer la langue, autre langue",
        "en": "language, languages, change language, other language",
        "ar": "لغة, اللغة, لغات, تغيير اللغة, غير اللغة",
        "tr": "dil, diller, dil değiştir, dili değiştir",
        "pt": "idioma, idiomas, língua, línguas, mudar de língua, mudar de idioma",
        "es": "idioma, idiomas, lengua, cambiar de idioma, cambiar idioma",
        "ro": "limbă, limba, limbi, schimbă limba, altă limbă",
        "so": "luqad, luuqad",
        "uk": "мова",
        "ru": "язык",
    },
    Word.PRIVACY: {
        "fr": "confidentialité, vie privée, données personnelles, mes données",
        "en": "privacy, my data, personal data",
        "ar": "خصوصية, الخصوصية, بياناتي, بيانات شخصية",
        "tr": "gizlilik, kişisel veriler, verilerim",
        "pt": "privacidade, dados pessoais, os meus dados",
        "es": "privacidad, datos personales, mis datos",
        "ro": "confidențialitate, date personale, datele mele",
    },
    Word.RESUME: {
        "fr": "continuer, reprendre, je continue",
        "en": "continue, resume, go on",
        "ar": "متابعة, تابع, استمرار, أكمل",
        "tr": "devam, devam et",
        "pt": "continuar, retomar",
        "es": "continuar, seguir, reanudar",
        "ro": "continuă, continuați, continuare",
    },
    Word.VALIDATE: {
        "fr": "valider, je valide, envoyer, j'envoie, confirmer, terminé, ok",
        "en": "validate, confirm, send, submit, done, ok",
        "ar": "تأكيد, أؤكد, إرسال, أرسل, تم",
        "tr": "onayla, gönder, tamam",
        "pt": "validar, confirmar, enviar, concluído",
        "es": "validar, confirmar, enviar, listo",
        "ro": "validează, validați, confirmă, confirmați, trimite, trimiteți, gata",
    },
}
