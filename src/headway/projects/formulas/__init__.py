"""Formulas of custom fields: a small language over the fields of a task. Pure.

`parsing` reads a text, `kinds` says what each part gives (and refuses what makes no sense), `running`
turns it into closures, `catalogue` names the fields, `derivation` keeps the values of a project.
"""
