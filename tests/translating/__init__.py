"""Forms and translators' files."""

FORM = """# Un essai. Les remarques restent.

| survey |
| | type | name | label::Français (fr) | label::English (en) | label::العربية (ar) | hint::Français (fr) |
| | select_one meals | meals | Repas, de 1 à 3 ? | Meals, 1 to 3? | كم وجبة، من 1 إلى 3؟ | Voir www.nantes.fr |
| | text | idea | Une idée ? | | | |

| choices |
| | list_name | name | label::Français (fr) | label::English (en) | label::العربية (ar) |
|---|---|---|---|---|---|
| | meals | few | Un \\| deux | One \\| two | واحدة |
| | meals | many | Trois | | |

| settings |
| | form_id | form_title::Français (fr) |
| | repas | Les repas |
"""
KEYS = (
    "settings/form_title",
    "survey/meals/label",
    "survey/meals/hint",
    "survey/idea/label",
    "choices/meals/few/label",
    "choices/meals/many/label",
)
