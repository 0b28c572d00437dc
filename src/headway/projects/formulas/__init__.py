"""Formulas of custom fields: a small language over the fields of a task. Pure.

`parsing` reads a text, `kinds` says what each part gives (and refuses what makes no sense) and
computes it, `functions` are those that can be called, `catalogue` names the fields, `program` builds all
formulas of a project in their order, `derivation` keeps their values.
"""
