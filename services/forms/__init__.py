"""Questionnaires that staff hand in, what is said of them, and corrections while parents answer."""
