"""Links by which somebody without an account answers what he was asked."""

from __future__ import annotations

from django.db import models


class UpdateLink(models.Model):
    """A link for one request: it shows and takes answers about that request's tasks, no more.

    The link itself is this row's key, signed; without the row, after `expires_at` or once it was
    revoked it opens nothing. What comes by it is done in the name of `user_id`, who made it.
    """

    project_id = models.BigIntegerField(db_index=True)
    workspace_id = models.BigIntegerField(db_index=True)
    request_id = models.BigIntegerField(db_index=True)
    user_id = models.BigIntegerField()
    nonce = models.CharField(max_length=32)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
