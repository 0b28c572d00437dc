/** Which baseline a plan is compared with: chosen by the person, a project, and remembered. */

const NAME = "headway.baseline.";

/** The number that was chosen for a project; 0 before anyone did. */
export function recallCompared(projectId: number): number {
  try {
    const value = Number(localStorage.getItem(NAME + projectId));
    return Number.isInteger(value) && value >= 0 && value <= 10 ? value : 0;
  } catch {
    return 0;
  }
}

export function rememberCompared(projectId: number, number: number): void {
  try {
    localStorage.setItem(NAME + projectId, String(number));
  } catch {
    // The choice holds until the page closes.
  }
}
