"""The index: what can be found, up to which version of each stream it is told, and the words known.

It follows from the streams' rows and can be made anew at any time, so no backup holds it. The words
of each document are in the table `search_words`, which each database has in its own form (see
`headway.search.words_sqlite` and `words_postgres`).
"""

from __future__ import annotations

from django.db import models


class Document(models.Model):
    """A row that can be found, under its own key."""

    id = models.BigIntegerField(primary_key=True)
    kind = models.CharField(max_length=20)
    stream_id = models.BigIntegerField(db_index=True)
    workspace_id = models.BigIntegerField()
    code = models.CharField(max_length=20)
    name = models.TextField()
    done = models.BooleanField()
    archived = models.BooleanField()

    class Meta:
        indexes = (models.Index(fields=["code", "kind"], name="document_by_code"),)


class Position(models.Model):
    """The version of a stream up to which it is indexed."""

    stream_id = models.BigIntegerField(primary_key=True)
    version = models.BigIntegerField()


class Word(models.Model):
    """A word that some document has or had: what a slip of typing may have meant."""

    word = models.CharField(max_length=30, primary_key=True)
    head = models.CharField(max_length=1)
    size = models.IntegerField()

    class Meta:
        indexes = (models.Index(fields=["head", "size"], name="word_by_head"),)
