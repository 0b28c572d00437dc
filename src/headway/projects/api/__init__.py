"""Routes of projects, tasks and links for programs: thin, over the door and the queries."""

from __future__ import annotations

from ninja import Router

from headway.projects.api.catalogue import router as catalogue
from headway.projects.api.files import router as files
from headway.projects.api.links import router as links
from headway.projects.api.my_work import router as my_work
from headway.projects.api.private_views import router as private_views
from headway.projects.api.projects import router as projects
from headway.projects.api.tasks import router as tasks
from headway.projects.api.templates import router as templates
from headway.projects.api.workflows import router as workflows

router = Router()
PARTS = (projects, tasks, links, files, catalogue, my_work, private_views, templates, workflows)
for part in PARTS:
    router.add_router("", part)
