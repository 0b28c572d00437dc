/** Scenarios: forks of a project, open like a project. Pure. */

interface Place {
  readonly projectId: number;
  readonly parentId: number | null;
}

/** What to add to the address of one task, so that it is read as it is in the open scenario. */
export function inScenario(store: Place): string {
  return store.parentId === null ? "" : `?scenario=${store.projectId}`;
}
