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
    RESUME = "resume"  # go on, with the answer given before if there is one
    PAUSE = "pause"
    VALIDATE = "validate"
    CHANGE = "change"  # my answers; with a number behind it, that answer
    WHY = "why"
    PUZZLED = "puzzled"
    RESTART = "restart"
    RESTART_SURE = "restart_sure"


QUESTION_MARKS = frozenset("?؟¿？⁇")  # a message of nothing else asks for help

# Separated by commas.
WORDS: Mapping[Word, Mapping[str, str]] = {
    Word.STOP: {
        "fr": "stop, stopper, arrêt, arrête, arrêter, arrêtez, arrêter tout, je veux arrêter, quitter, désabonner, "
        "me désabonner, se désabonner, désabonnement, désinscrire, désinscription, annuler",
        "en": "stop, stop it, stop all, unsubscribe, quit, cancel, exit, i want to stop",
        "ar": "توقف, قف, أوقف, إيقاف, وقف, إلغاء, إلغاء الاشتراك, ستوب, التوقف, أريد التوقف",
        "tr": "dur, durdur, iptal, iptal et, bırak, çıkış, abonelikten çık, bırakmak istiyorum",
        "pt": "parar, pare, cancelar, sair, cancelar subscrição, quero parar",
        "es": "parar, pare, detener, cancelar, salir, darme de baja, quiero parar",
        "ro": "stop, oprește, opriți, opresc, renunț, anulează, dezabonare, ieșire, oprire, vreau să mă opresc",
        "de": "stopp, abmelden, abbrechen",
        "it": "ferma, basta, annulla",
        "ru": "стоп, остановить, остановиться, хватит, прекратить, отмена, отписаться, выйти, я хочу остановиться",
        "uk": "стоп, зупинити, зупинитися, досить, припинити, скасувати, відписатися, вийти, я хочу зупинитися",
        "fa": "توقف, متوقف, متوقف کنید, کافی است, لغو, خروج, استاپ, می‌خواهم توقف کنم",
        "so": "jooji, joog, istaag, waan joojinayaa, ka bax, waxaan rabaa inaan joojiyo",
        "br": "paouez, paouezit, harzit, trawalc'h, nullañ, fellout a ra din paouez",
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
        "ru": "помощь, помогите, помоги, нужна помощь",
        "uk": "допомога, допоможіть, допоможи, потрібна допомога",
        "fa": "کمک, کمک کنید, کمک لازم دارم",
        "so": "caawimo, caawin, caawimaad, i caawi, gargaar",
        "br": "skoazell, sikour, skoazellit ac'hanon",
    },
    Word.BACK: {
        "fr": "retour, précédent, précédente, question précédente, revenir, en arrière",
        "en": "back, go back, previous, previous question",
        "ar": "رجوع, ارجع, عودة, السابق, السؤال السابق",
        "tr": "geri, geri dön, önceki, önceki soru",
        "pt": "voltar, voltar atrás, anterior, pergunta anterior",
        "es": "volver, volver atrás, atrás, anterior, pregunta anterior",
        "ro": "înapoi, întrebarea anterioară",
        "ru": "назад, вернуться, обратно, предыдущий вопрос",
        "uk": "назад, повернутися, попереднє запитання, попереднє питання",
        "fa": "برگشت, برگشتن, بازگشت, عقب, سوال قبلی",
        "so": "dib u noqo, noqo, su'aashii hore",
        "br": "distreiñ, distro, war-gil, ar goulenn a-raok",
    },
    Word.SKIP: {
        "fr": "passer, je passe, passer la question, sauter",
        "en": "skip, skip it, skip this question",
        "ar": "تخطي, تخطى, تجاوز, تجاوز السؤال",
        "tr": "atla, geç, soruyu atla, soruyu geç",
        "pt": "saltar, passar, pular, saltar a pergunta",
        "es": "saltar, pasar, omitir, saltar la pregunta",
        "ro": "sari, sari peste, treci peste, omite",
        "ru": "пропустить, пропускаю, пропустить вопрос",
        "uk": "пропустити, пропускаю, пропустити запитання",
        "fa": "گذشتن, رد کردن, رد شدن, گذشتن از سوال",
        "so": "ka bood, dhaaf, iska dhaaf, ka bood su'aasha",
        "br": "lezel a-gostez, lezel, tremen",
    },
    Word.LANGUAGES: {
        "fr": "langue, langues, changer de langue, changer la langue, autre langue",
        "en": "language, languages, change language, other language",
        "ar": "لغة, اللغة, لغات, تغيير اللغة, غير اللغة",
        "tr": "dil, diller, dil değiştir, dili değiştir",
        "pt": "idioma, idiomas, língua, línguas, mudar de língua, mudar de idioma",
        "es": "idioma, idiomas, lengua, cambiar de idioma, cambiar idioma",
        "ro": "limbă, limba, limbi, schimbă limba, altă limbă, schimbați limba",
        "ru": "язык, языки, сменить язык, другой язык",
        "uk": "мова, мови, змінити мову, інша мова",
        "fa": "زبان, تغییر زبان, زبان دیگر",
        "so": "luqad, luqadda, luuqad, luuqadda, beddel luqadda, luqad kale",
        "br": "yezh, yezhoù, cheñch yezh, yezh all",
    },
    Word.PRIVACY: {
        "fr": "confidentialité, vie privée, données personnelles, mes données",
        "en": "privacy, my data, personal data",
        "ar": "خصوصية, الخصوصية, بياناتي, بيانات شخصية",
        "tr": "gizlilik, kişisel veriler, verilerim",
        "pt": "privacidade, dados pessoais, os meus dados",
        "es": "privacidad, datos personales, mis datos",
        "ro": "confidențialitate, date personale, datele mele",
        "ru": "мои данные, личные данные, конфиденциальность",
        "uk": "мої дані, особисті дані, конфіденційність",
        "fa": "حریم خصوصی, اطلاعات من, اطلاعات شخصی",
        "so": "xogta gaarka ah, xogtayda, asturnaan, asturnaanta",
        "br": "buhez prevez, ma zitouroù, ma roadennoù",
    },
    Word.RESUME: {
        "fr": "continuer, reprendre, je continue, garder, garder ma réponse, je garde ma réponse, non je continue",
        "en": "continue, resume, go on, keep, keep my answer, no i go on",
        "ar": "متابعة, تابع, استمرار, أكمل, الاحتفاظ بإجابتي, لا أتابع",
        "tr": "devam, devam et, cevabımı koru, hayır devam ediyorum",
        "pt": "continuar, retomar, manter, manter a minha resposta, não continuo",
        "es": "continuar, seguir, reanudar, mantener, mantener mi respuesta, no sigo",
        "ro": "continuă, continuați, continuare, păstrez, păstrez răspunsul, nu continui",
        "ru": "продолжить, продолжаем, продолжаю, оставить мой ответ, нет продолжаю",
        "uk": "продовжити, продовжуємо, продовжую, залишити мою відповідь, ні продовжую",
        "fa": "ادامه, ادامه بده, ادامه دهید, ادامه می‌دهم, جواب من بماند, نه ادامه می‌دهم",
        "so": "sii wad, waan sii wadaa, hayso jawaabtayda, maya waan sii wadaa",
        "br": "kenderc'hel, kenderc'hel a ran, mirout ma respont, nann kenderc'hel a ran",
    },
    Word.PAUSE: {
        "fr": "pause, faire une pause, plus tard, à plus tard, je reviens, je continue plus tard",
        "en": "pause, later, take a break, i will be back",
        "ar": "استراحة, لاحقا, فيما بعد, سأعود",
        "tr": "ara, ara ver, sonra, daha sonra",
        "pt": "pausa, fazer uma pausa, mais tarde, volto já",
        "es": "pausa, hacer una pausa, más tarde, luego vuelvo",
        "ro": "pauză, mai târziu, revin",
        "ru": "пауза, перерыв, позже, потом, сделать перерыв, я вернусь",
        "uk": "пауза, перерва, пізніше, потім, зробити перерву, я повернуся",
        "fa": "استراحت, وقفه, بعداً, وقت دیگر, برمی‌گردم",
        "so": "nasasho, mar dambe, hadhow, waan soo noqonayaa",
        "br": "ehan, ober un ehan, diwezhatoc'h",
    },
    Word.CHANGE: {
        "fr": "modifier, modifier une réponse, modifier mes réponses, mes réponses, voir mes réponses, corriger, "
        "changer",
        "en": "change, change an answer, my answers, see my answers, edit",
        "ar": "تعديل, إجاباتي, تعديل إجابة, عرض إجاباتي",
        "tr": "değiştir, cevaplarım, cevaplarımı gör, cevabı değiştir",
        "pt": "alterar, as minhas respostas, ver as minhas respostas, alterar uma resposta, mudar",
        "es": "modificar, mis respuestas, ver mis respuestas, modificar una respuesta, cambiar",
        "ro": "modifică, răspunsurile mele, vezi răspunsurile, modifică un răspuns, modificați, văd răspunsurile",
        "ru": "изменить, изменить ответ, мои ответы, исправить",
        "uk": "змінити, змінити відповідь, мої відповіді, виправити",
        "fa": "تغییر, تغییر جواب, جواب‌های من, دیدن جواب‌های من, اصلاح",
        "so": "beddel, beddel jawaab, jawaabahayga, arag jawaabahayga",
        "br": "cheñch, cheñch ur respont, ma respontoù, gwelout ma respontoù",
    },
    Word.WHY: {
        "fr": "pourquoi, pourquoi cette question, pourquoi vous demandez ça, pourquoi demandez-vous cela",
        "en": "why, why this question, why do you ask",
        "ar": "لماذا, لماذا هذا السؤال, ليش",
        "tr": "neden, niçin, neden bu soru, niye",
        "pt": "porquê, porque, porquê esta pergunta",
        "es": "por qué, por qué esta pregunta",
        "ro": "de ce, de ce această întrebare",
        "ru": "почему, зачем, зачем этот вопрос, почему вы спрашиваете",
        "uk": "чому, навіщо, навіщо це запитання, чому ви питаєте",
        "fa": "چرا, چرا این سوال, چرا می‌پرسید",
        "so": "waayo, sababta, maxay tahay sababtu, maxaad u weydiinaysaa",
        "br": "perak, perak ar goulenn-mañ",
    },
    Word.PUZZLED: {
        "fr": "pas compris, je ne comprends pas, je comprends pas, je n'ai pas compris, j'ai pas compris",
        "en": "i don't understand, i do not understand, i didn't understand, not clear",
        "ar": "لم أفهم, لا أفهم, ما فهمت, غير واضح",
        "tr": "anlamadım, anlamıyorum, anlamadınız mı",
        "pt": "não percebi, não percebo, não entendi, não entendo, não compreendo, não percebeu",
        "es": "no entiendo, no entendí, no comprendo, no he entendido, no entiende",
        "ro": "nu înțeleg, nu am înțeles, n-am înțeles, nu e clar",
        "ru": "непонятно, не понимаю, я не понимаю, не понял, не поняла",
        "uk": "незрозуміло, не розумію, я не розумію, не зрозумів, не зрозуміла",
        "fa": "نفهمیدم, نمی‌فهمم, واضح نیست, نفهمیدید",
        "so": "ma fahmin, ma fahmayo, ma cadda",
        "br": "n'eo ket sklaer, ne gomprenan ket, n'em eus ket komprenet",
    },
    Word.RESTART: {
        "fr": "recommencer, tout recommencer, recommencer au début, recommencer depuis le début",
        "en": "restart, start over, start again, begin again",
        "ar": "إعادة, إعادة البدء, البدء من جديد, من البداية",
        "tr": "yeniden başla, baştan başla, baştan",
        "pt": "recomeçar, começar de novo, recomeçar tudo",
        "es": "empezar de nuevo, volver a empezar, reiniciar",
        "ro": "reîncepe, încep din nou, de la început",
        "ru": "начать заново, начать сначала, заново",
        "uk": "почати заново, почати спочатку, заново",
        "fa": "شروع دوباره, از اول, از نو",
        "so": "mar kale bilow, dib u bilow, dib uga bilow",
        "br": "adkregiñ, adkregiñ penn-da-benn",
    },
    Word.RESTART_SURE: {
        "fr": "oui recommencer, oui je recommence, oui tout recommencer",
        "en": "yes restart, yes start over",
        "ar": "نعم إعادة البدء, نعم من جديد, نعم البدء من جديد",
        "tr": "evet yeniden başla, evet baştan başla",
        "pt": "sim recomeçar, sim começar de novo",
        "es": "sí empezar de nuevo, sí volver a empezar",
        "ro": "da reîncepe, da încep din nou, da reîncep",
        "ru": "да начать заново",
        "uk": "так почати заново",
        "fa": "بله شروع دوباره",
        "so": "haa mar kale bilow",
        "br": "ya adkregiñ",
    },
    Word.VALIDATE: {
        "fr": "valider, je valide, envoyer, j'envoie, confirmer, terminé, ok, j'ai fini",
        "en": "validate, confirm, send, submit, done, ok, i have finished",
        "ar": "تأكيد, أؤكد, إرسال, أرسل, تم, انتهيت",
        "tr": "onayla, gönder, tamam, bitirdim",
        "pt": "validar, confirmar, enviar, concluído, já acabei",
        "es": "validar, confirmar, enviar, listo, he terminado",
        "ro": "validează, validați, confirmă, confirmați, trimite, trimiteți, gata, am terminat",
        "ru": "готово, отправить, отправляю, подтвердить, подтверждаю, это всё",
        "uk": "готово, надіслати, надсилаю, підтвердити, підтверджую, це все",
        "fa": "تأیید, فرستادن, ارسال, تأیید می‌کنم, می‌فرستم, تمام کردم",
        "so": "xaqiiji, dir, waan xaqiijinayaa, waan diraa, waan dhammeeyay",
        "br": "kadarnaat, kas, kas a ran, kadarnaat a ran, echu eo ganin",
    },
}
