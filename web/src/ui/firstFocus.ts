/** The focus of what takes the place of something else, as a form of a list in a dialog that is open. */

/** A ref: who gets it takes the focus as it comes, or what had it would be gone with it. */
export function firstFocus(element: HTMLElement | null): void {
  element?.focus();
}
