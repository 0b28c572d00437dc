/** Which tasks are chosen in the plan, for what stands outside of its views. */

let chosen: { projectId: number; ids: () => readonly number[] } | null = null;

/** Say where the chosen tasks of a project are known; the answer takes that back. */
export function holdSelection(projectId: number, ids: () => readonly number[]): () => void {
  const mine = { projectId, ids };
  chosen = mine;
  return () => {
    if (chosen === mine) chosen = null;
  };
}

export function selectedTasks(projectId: number): readonly number[] {
  return chosen?.projectId === projectId ? chosen.ids() : [];
}
