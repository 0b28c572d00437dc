/** A new task fits what is looked for where it can: the code for that comes once something is. */

import { TaskFields } from "~/model/filters-fields";
import { isFiltering, type Look } from "~/model/look";
import { firstWeekday } from "~/model/week";
import type { ProjectSession } from "~/store/types";
import { locale } from "~/text/locale";
import type { Inherited } from "./becoming";

let inheriting: typeof import("./becoming").inheriting | null = null;

/** Fetch what `inherited` needs. */
export function prepareInheriting(): void {
  if (inheriting) return;
  void import("./becoming").then((found) => {
    inheriting = found.inheriting;
  });
}

const NOTHING: Inherited = { where: null, steps: () => [] };

/** What a new task takes from the filter that is on; `except` are fields that its place says. */
export function inherited(
  session: ProjectSession,
  look: Look,
  except: readonly string[] = [],
): Inherited {
  if (!isFiltering(look) || !inheriting) return NOTHING;
  const fields = new TaskFields(session.store, firstWeekday(locale()));
  return inheriting(session, look.filter, fields, except);
}
