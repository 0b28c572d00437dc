/** Putting a template's tasks into the plan. */

import type { Outcome, ProjectSession } from "~/store/types";

export interface TemplatePlace {
  /** The task that they stand behind; null is last in `parentId`. */
  afterId: number | null;
  parentId: number | null;
  /** When they begin; null is with what they are put into. */
  start: number | null;
}

/** The server gives their keys, numbers and people: nothing of it is certain before it answers. */
export function insertTemplate(
  session: ProjectSession,
  body: object,
  place: TemplatePlace,
): Promise<Outcome> {
  const beside =
    place.afterId === null ? { parent_id: place.parentId } : { after_id: place.afterId };
  const start = place.start === null ? {} : { start: place.start };
  return session.send("template.insert", { body, ...beside, ...start });
}
