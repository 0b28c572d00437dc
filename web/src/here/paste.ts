/** A pasted list on its way into the project that was made for it. */

let kept: { projectId: number; text: string } | null = null;

export function keepPaste(projectId: number, text: string): void {
  kept = { projectId, text };
}

/** The list for that project, once. */
export function takePaste(projectId: number): string | null {
  if (kept?.projectId !== projectId) return null;
  const { text } = kept;
  kept = null;
  return text;
}
