"""Levelling of live projects: who is asked for too much, and a preview of what would mend it.

`load` says when everybody works and where that is more than they have; `problem` turns projects
into what `headway.scheduling.levelling` takes; `preview` turns its outcome into what a person
applies or drops; `job` is the long run around them. The search itself is the engine's.
"""

KIND = "levelling"
