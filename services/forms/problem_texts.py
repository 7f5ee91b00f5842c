"""Problems of a questionnaire in words: where, what, and how to mend it. The codes and places come from elsewhere."""

from collections.abc import Callable, Mapping

from surveys.problems import Level, Problem


def _(text: str) -> str:
    """Mark a text for the catalogues; it is translated when a problem is put into words."""
    return text


def sentence(problem: Problem, translate: Callable[[str], str]) -> str:
    """What `problem` says to the author, with its place in front. `translate`: gettext of the reader's language."""
    what = translate(SENTENCES[problem.code]).format(**problem.values)
    place = problem.place
    where = translate(_WHERE[bool(place.sheet), bool(place.row), bool(place.column)])
    return where.format(sheet=place.sheet, row=place.row, column=place.column, what=what)


def told(problem: Problem, translate: Callable[[str], str]) -> str:
    """The sentence as a list shows it: with the code an author needs to accept it, or why it was accepted."""
    what = sentence(problem, translate)
    if problem.accepted:
        return translate(_("{what} Accepté : {reason}")).format(what=what, reason=problem.accepted)
    return f"{what} [{problem.code}]" if problem.level is Level.WARNING else what


_WHERE: Mapping[tuple[bool, bool, bool], str] = {
    (True, True, True): _("Feuille « {sheet} », ligne {row}, colonne « {column} » : {what}"),
    (True, True, False): _("Feuille « {sheet} », ligne {row} : {what}"),
    (True, False, True): _("Feuille « {sheet} », colonne « {column} » : {what}"),
    (True, False, False): _("Feuille « {sheet} » : {what}"),
    (False, True, True): _("Ligne {row}, colonne « {column} » : {what}"),
    (False, True, False): _("Ligne {row} : {what}"),
    (False, False, True): _("Colonne « {column} » : {what}"),
    (False, False, False): "{what}",
}

_FILE = {
    "empty_file": _("Le fichier est vide. Choisissez un classeur XLSForm (.xlsx)."),
    "file_too_large": _("Le fichier est trop gros. Un questionnaire tient dans {megabytes} Mo. Enlevez les images."),
    "too_many_cells": _("Le classeur a plus de {cells} cases. Enlevez les feuilles et colonnes inutiles."),
    "cell_too_long": _("Une case a plus de {most} signes. Raccourcissez le texte."),
    "not_a_form": _("Ce fichier n'est pas un classeur XLSForm, ou il est abîmé. Enregistrez-le à nouveau en .xlsx."),
    "not_utf8": _("Ce texte n'est pas en UTF-8. Enregistrez le fichier en .xlsx ou en CSV UTF-8."),
    "no_survey_sheet": _("Il n'y a pas de feuille « survey ». Donnez ce nom à la feuille des questions."),
    "no_questions": _("Il n'y a aucune question. Ajoutez une ligne par question."),
    "duplicate_column": _("La colonne « {column} » est là deux fois. Gardez-en une seule."),
    "xlsform": _("Le contrôle XLSForm refuse le classeur. Message de pyxform, en anglais : {message}"),
}

_COLUMNS = {
    "language_without_tag": _(
        "La langue « {language} » n'a pas de code. Écrivez par exemple « label::English (en) » ou « English (en) »."
    ),
    "language_guessed": _("Langue comprise : {language}. Écrivez le code entre parenthèses pour en être sûr."),
    "language_assumed": _(
        "Aucune langue n'est indiquée. Langue retenue : {language}. Écrivez « label::Français (fr) »."
    ),
    "column_ignored": _("La colonne « {column} » n'est pas lue. Ce qu'elle contient n'est pas repris."),
    "column_unused": _("Aucun filtre (choice_filter) n'utilise cette colonne. Vérifiez son nom."),
    "media_ignored": _("Les images, sons et vidéos ne sont pas montrés. Dites la même chose avec des mots."),
    "setting_ignored": _("Le réglage « {setting} » n'est pas utilisé."),
    "sheet_ignored": _("Cette feuille n'est pas lue. Feuilles lues : survey, choices, settings."),
}

_ROWS = {
    "row_ignored": _("Cette ligne n'a ni type ni nom. Elle est passée comme une remarque."),
    "row_disabled": _("Cette ligne est désactivée. Elle n'est pas reprise."),
    "no_type": _("Le type de question manque. Écrivez par exemple « text » ou « select_one liste »."),
    "invalid_name": _(
        "Le nom « {name} » ne convient pas. Commencez par une lettre, puis lettres, chiffres, « _ », « - » ou « . »."
    ),
    "duplicate_name": _("Le nom « {name} » est déjà pris. Donnez un autre nom."),
    "missing_label": _("La question « {name} » n'a pas de texte. Remplissez la colonne « label »."),
    "bad_value": _("« {value} » n'est pas compris. Valeurs possibles : {allowed}."),
    "cell_ignored": _("« {column} » n'a pas d'effet pour ce type de question. Videz la case."),
    "parameter_ignored": _("Le paramètre « {parameter} » n'a pas d'effet ici. Enlevez-le."),
    "appearance_ignored": _("La présentation « {appearance} » n'existe pas dans une conversation. Elle est ignorée."),
    "required_expression": _(
        "Une condition n'est pas possible dans « required ». La question peut être passée. Écrivez yes ou no."
    ),
    "read_only": _("Une question en lecture seule ne se pose pas. Utilisez le type « note »."),
    "answer_in_text": _(
        "Un texte ne peut pas reprendre une réponse (${{...}}). Écrivez une phrase qui va pour tout le monde."
    ),
    "markup": _("La mise en forme (balises, **) s'affiche telle quelle. Écrivez du texte simple."),
    "acknowledge_not_stored": _(
        "Le texte est montré, l'accord n'est pas gardé. Pour le garder : « select_one » avec oui et non."
    ),
    "group_label_ignored": _("Le titre d'un groupe n'est pas montré. Pour le montrer : une ligne de type « note »."),
    "group_not_closed": _("Le groupe « {name} » n'est pas fermé. Ajoutez une ligne « end_group »."),
    "group_not_opened": _("Ce « end_group » ne ferme aucun groupe. Enlevez-le, ou ajoutez « begin_group » plus haut."),
    "metadata_ignored": _("« {type} » n'est pas recueilli. Enlevez la ligne."),
    "identifying_ignored": _("« {type} » peut identifier une personne. Il n'est jamais recueilli. Enlevez la ligne."),
}

_KINDS = {
    "unknown_type": _("Le type « {type} » n'existe pas. Vérifiez l'orthographe."),
    "unsupported_type": _("Le type « {type} » n'est pas possible dans une conversation. Utilisez un autre type."),
    "unsupported_repeat": _(
        "Une conversation ne peut pas répéter des questions ({type}). Écrivez-les autant de fois qu'il faut."
    ),
    "unsupported_location": _(
        "La position n'est jamais demandée ({type}). Utilisez « select_one » avec l'apparence « district »."
    ),
    "unsupported_media": _("Une photo, un son ou un fichier ne sont pas reçus ({type}). Utilisez le type « text »."),
    "unsupported_time": _(
        "L'heure n'est pas possible ({type}). Utilisez « date », ou « select_one » avec des moments."
    ),
    "unsupported_file_choices": _(
        "Les choix viennent d'ailleurs ({type}). Écrivez-les dans la feuille « choices » et utilisez « select_one »."
    ),
    "unsupported_appearance": _(
        "La présentation « {appearance} » (tableau, carte, dessin) perd son sens ici. Posez une question par ligne."
    ),
    "best_worst_members": _(
        "Un groupe « best-worst » contient deux « select_one » de la même liste : le plus, puis le moins. Corrigez."
    ),
    "best_worst_differ": _("Ce qui est écrit ici diffère de la première question du groupe, qui seule compte."),
    "consent_choices": _("Les noms des choix d'un accord sont yes, no et, si besoin, more. Ici : {choices}."),
    "consent_more": _("Le choix « more » et le texte « guidance_hint » vont ensemble. Ajoutez celui qui manque."),
    "bad_range": _("Écrivez trois nombres, par exemple « start=0 end=10 step=1 »."),
    "long_range": _("Une échelle a de 2 à {most} points. Changez start, end ou step."),
    "no_calculation": _("Le calcul « {name} » est vide. Remplissez la colonne « calculation »."),
}

_CHOICES = {
    "unknown_list": _("La liste « {list} » n'est pas dans la feuille « choices ». Ajoutez-la ou corrigez son nom."),
    "choice_without_list": _("Le nom de la liste manque. Remplissez « list_name »."),
    "choice_without_label": _("Le choix « {choice} » n'a pas de texte. Remplissez « label »."),
    "invalid_choice_name": _(
        "Le nom de choix « {name} » ne convient pas. Lettres, chiffres, « _ », « - », sans espace."
    ),
    "duplicate_choice": _("Le choix « {choice} » est deux fois dans la liste « {list} ». Changez un des noms."),
}

_EXPRESSIONS = {
    "expression_syntax": _("La formule n'est pas correcte, vers : {detail}. Vérifiez parenthèses et guillemets."),
    "expression_too_long": _("La formule est trop longue ({detail}...). Coupez-la avec une ligne « calculate »."),
    "expression_unknown_function": _("La fonction « {detail} » n'existe pas ici. Utilisez une autre formule."),
    "expression_arguments": _("La fonction « {detail} » n'a pas le bon nombre de valeurs. Vérifiez la parenthèse."),
    "expression_clock": _("« {detail} » n'est pas possible : une formule ne dépend que des réponses."),
    "expression_pattern": _("Le modèle de texte n'est pas correct : {detail}"),
    "bare_name": _("« {name} » est écrit sans ${{ }}. Écrivez ${{{name}}}, ou '{name}' pour un texte."),
    "unknown_column": _("« {name} » n'est pas une colonne de la feuille « choices ». Ajoutez-la ou corrigez."),
    "unknown_name": _("Aucune question reprise ne s'appelle « {name} ». Corrigez le nom."),
}

_CHECKS = {
    "no_french": _("Le français manque. Ajoutez une colonne « label::Français (fr) »."),
    "name_used_twice": _("Le nom « {item} » sert deux fois. Donnez un autre nom."),
    "too_many_questions": _("Il y a {count} questions. Le maximum est {most}. Enlevez-en."),
    "many_questions": _(
        "Il y a {count} questions. Au-delà de {most}, des parents abandonnent. Enlevez-en si possible."
    ),
    "consent_not_first": _("L'accord « {item} » se demande en premier. Mettez-le au début."),
    "missing_wording": _("Question « {item} » : un texte manque en langue {language}. Ajoutez-le."),
    "missing_choice_wording": _(
        "Question « {item} », choix « {choice} » : le texte manque en langue {language}. Ajoutez-le."
    ),
    "long_label": _(
        "Question « {item} », choix « {choice} » ({language}) : plus de {most} signes, le bouton coupe. Raccourcissez."
    ),
    "long_message": _("Question « {item} » ({language}) : le message dépasse {most} signes. Raccourcissez."),
    "never_asked": _("La question « {item} » n'est jamais posée : sa condition est toujours fausse. Corrigez."),
    "looks_ahead": _(
        "La condition de « {item} » dépend de « {name} », posée plus tard. Changez l'ordre ou la condition."
    ),
    "no_such_choice": _(
        "La condition de « {item} » attend « {choice} », qui n'est pas un choix de « {name} ». Corrigez."
    ),
    "many_choices": _("La question « {item} » a {count} choix. Un message en porte {most}. Faites deux questions."),
    "choice_used_twice": _("Question « {item} » : le choix « {choice} » est là deux fois. Changez un des noms."),
    "few_choices": _("La question « {item} » a trop peu de choix. Il en faut au moins {fewest}."),
    "missing_in_ranking": _(
        "Question « {item} » : on ne peut pas classer « je ne sais pas ». Enlevez ce choix : on peut passer."
    ),
    "unknown_district": _("Question « {item} » : « {choice} » n'est pas un quartier de Nantes. Vérifiez le nom."),
    "at_most_too_big": _("Question « {item} » : {most} choix permis, mais il n'y en a que {count}. Corrigez."),
    "at_least_too_big": _("Question « {item} » : {least} choix demandés, {most} possibles. Corrigez."),
    "choice_without_purpose": _(
        "Question « {item} », choix « {choice} » : remplissez « purpose » ({allowed}), ou « exclusive » pour dire non."
    ),
    "purpose_out_of_place": _(
        "Question « {item} », choix « {choice} » : « purpose » ne va qu'avec l'apparence « follow-up ». Videz la case."
    ),
}

_PLAIN_LANGUAGE = {
    "long_sentence": _("Phrase de {count} mots, plus de {most} : « {sentence} ». Coupez-la en deux."),
    "too_long_sentence": _("Phrase de {count} mots, bien trop longue : « {sentence} ». Écrivez plusieurs phrases."),
    "hard_to_read": _(
        "Ce texte est difficile à lire : {score}, il faut {least}. Mettez des mots courts et des phrases courtes."
    ),
    "jargon": _("Des parents ne connaissent pas « {word} ». Écrivez par exemple : {instead}."),
    "two_questions": _("Question « {item} » : deux questions en une (« {piece} »). Faites-en deux."),
    "out_of_reach": _(
        "Question « {item} » : aucun parent d'essai n'y arrive. Corrigez sa condition, ou celles d'avant."
    ),
    "asks_name": _("Question « {item} » : elle demande un nom. Enlevez-la : personne ne doit être reconnu."),
    "asks_address": _("Question « {item} » : elle demande une adresse. Demandez le quartier."),
    "asks_phone": _("Question « {item} » : elle demande un téléphone. Enlevez-la : la conversation suffit."),
    "asks_email": _("Question « {item} » : elle demande une adresse e-mail. Enlevez-la."),
    "asks_birth": _("Question « {item} » : elle demande une date de naissance. Demandez une tranche d'âge."),
    "asks_number": _("Question « {item} » : elle demande un numéro personnel. Enlevez-la."),
    "asks_class": _(
        "Question « {item} » : l'école ou la classe montre du doigt une famille. Demandez l'âge ou le quartier."
    ),
    "acceptance_without_reason": _("« {written} » : écrivez le code, deux-points, puis la raison."),
    "acceptance_idle": _("« {code} » n'est plus à accepter ici. Vous pouvez enlever cette raison."),
}

_TRANSLATIONS = {
    "stale_wording": _("Le français a changé, pas ce texte ({language}). Faites-le relire (voix translate)."),
    "machine_translations": _("Des textes viennent d'un programme. Langues : {languages}. Faites-les relire."),
    "unreviewed": _("Des textes ne sont pas encore relus par une autre personne. Langues : {languages}."),
    "languages_absent": _("Pas encore dans ces langues : {languages}. Pour en ajouter une : voix translate export."),
    "bot_unreviewed": _("Les phrases du robot lui-même ne sont pas encore relues. Langues : {languages}."),
    "bot_foreign": _("Le robot ne parle pas ces langues : {languages}. Ses propres phrases seront en français."),
    "unreadable_record": _("Cette case « translation » n'est pas comprise. Videz-la : « voix translate » la remplit."),
    "not_translations": _("Ce fichier n'est pas un fichier de traduction. Prenez celui de « voix translate export »."),
    "other_questionnaire": _("Ce fichier traduit « {named} », pas « {name} ». Choisissez l'autre questionnaire."),
    "french_not_translated": _("Le français ne se traduit pas ici. Changez-le dans le questionnaire."),
    "unknown_text": _("« {key} » n'est plus dans le questionnaire. Enlevez cette ligne, ou remettez la question."),
    "text_twice": _("« {key} » est là deux fois. Gardez une seule traduction."),
    "texts_left_out": _("{count} textes ne sont pas dans ce fichier. Ils restent comme ils étaient."),
    "left_unsure": _("{count} textes changés restent « stale » ou « machine ». Changez l'état s'ils sont bons."),
    "emptied": _("La traduction de « {key} » est vide. L'ancienne reste."),
    "placeholders_differ": _("« {key} » : {pieces} n'est pas pareil dans les deux langues. Recopiez-le tel quel."),
    "numbers_differ": _("« {key} » : les nombres ne sont pas les mêmes ({numbers}). Vérifiez."),
    "long_text": _("« {key} » : le texte dépasse {most} signes. Raccourcissez."),
    "long_button": _("« {key} » : plus de {most} signes, le bouton coupe. Raccourcissez."),
    "source_changed": _("« {key} » : le français a changé depuis l'envoi. La traduction est prise, et reste à revoir."),
}

_RELEASES = {
    "release_nothing_new": _("Aucun quartier n'a {floor} nouvelles réponses. Attendez."),
    "release_shows_nothing": _(
        "Aucun groupe n'a {floor} personnes : aucun chiffre n'est montré. Attendez des réponses."
    ),
    "release_other_rules": _("Cette campagne est diffusée avec les règles « {rules} ». Gardez les mêmes."),
    "release_other_questions": _("Les réponses proposées ont changé. Rien n'est diffusé. Ouvrez une autre campagne."),
    "release_not_mergeable": _(
        "Ces quartiers ne peuvent pas être réunis : aucun groupe n'est prévu, ou une question n'est posée que dans une "
        "partie d'un groupe."
    ),
    "release_not_crossable": _("La question « {name} » n'a pas de groupes. Choisissez-en une autre."),
    "release_before_ledger": _("Une diffusion de cette campagne est trop ancienne. Ouvrez une nouvelle campagne."),
    "disclosure_certain": _("Un chiffre exact se devine : {cell}. Rien n'est diffusé. Attendez plus de réponses."),
    "disclosure_narrow": _("Un chiffre se devine presque : {cell}. Rien n'est diffusé. Attendez plus de réponses."),
    "disclosure_small_group": _("Un petit groupe se devine. Rien n'est diffusé. Attendez plus de réponses."),
    "disclosure_not_rounded": _("Un chiffre n'est pas arrondi : {cell}. Rien n'est diffusé. Prévenez le support."),
    "disclosure_unfounded": _("{cell} ne vient pas des chiffres arrondis. Rien n'est diffusé. Prévenez le support."),
    "disclosure_contradiction": _("Des chiffres se contredisent : {cell}. Rien n'est diffusé. Prévenez le support."),
}

_PLACES = {
    "places_no_column": _("La colonne « {column} » manque. Elle doit être dans la première ligne."),
    "places_empty": _("La case est vide. Remplissez-la, ou enlevez la ligne."),
    "places_district": _("« {text} » n'est pas un quartier de Nantes. Écrivez par exemple « Nantes Nord »."),
    "places_date": _("« {text} » n'est pas une date. Écrivez par exemple 2026-11-22."),
    "places_twice": _("« {name} » est déjà à la ligne {first}, dans le même quartier. Gardez une seule ligne."),
}

_CLIPS = {
    "clip_missing": _("Langue {language} : on ne peut pas écouter {items}. Ajoutez des enregistrements."),
    "clip_unchecked": _("Langue {language} : une voix d'ordinateur n'est pas vérifiée : {items}. Faites-la écouter."),
}

_MARGINS = {
    "margins_not_text": _("Ce fichier n'est pas un CSV en UTF-8. Enregistrez-le en « CSV UTF-8 »."),
    "margins_no_column": _("La colonne « {column} » manque. Elle doit être dans la première ligne."),
    "margins_empty": _("Ce fichier n'a pas de ligne. Il en faut une par quartier."),
    "margins_unknown_variable": _("« {name} » n'est pas connu. Écrivez district, ou le nom d'une question à un choix."),
    "margins_unknown_category": _("« {name} » n'est pas connu. Prenez le nom qui est dans le dictionnaire."),
    "margins_twice": _("« {name} » est là deux fois. Gardez une seule ligne."),
    "margins_not_a_number": _("« {value} » n'est pas un nombre de personnes. Écrivez par exemple 5200."),
    "margins_no_source": _("La source manque, ou change. Écrivez partout la même, par exemple « Insee »."),
    "margins_no_date": _("« {value} » : la date manque, ou change. Écrivez partout la même, par exemple 2024-01-01."),
    "priority_too_many": _(
        "{count} personnes, c'est plus que les {most} habitants du quartier. Corrigez l'un des deux."
    ),
    "margins_missing": _("« {name} » manque pour « {variable} ». Ajoutez sa ligne."),
    "margins_wrong_sum": _("La somme est {sum}, le total écrit est {total}. Corrigez l'un des deux."),
    "margins_differ": _("Les sommes ne sont pas les mêmes : {sums}. Elles doivent compter les mêmes personnes."),
}

SENTENCES: Mapping[str, str] = {
    **_MARGINS,
    **_CLIPS,
    **_PLACES,
    **_RELEASES,
    **_FILE, **_COLUMNS, **_ROWS, **_KINDS, **_CHOICES, **_EXPRESSIONS, **_CHECKS, **_PLAIN_LANGUAGE, **_TRANSLATIONS,
}  # fmt: skip
