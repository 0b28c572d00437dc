/** What a browser remembers for its person: small choices, never data. */

import { useLocalStorage } from "@mantine/hooks";

/** Whether the navigation is collapsed to its icons. */
export const useNavigationNarrow = () =>
  useLocalStorage<boolean>({
    key: "hw-nav-narrow",
    defaultValue: false,
    getInitialValueInEffect: false,
  });

/** The workspace that was looked at last. */
export const useChosenWorkspace = () =>
  useLocalStorage<number>({ key: "hw-workspace", defaultValue: 0, getInitialValueInEffect: false });

const WELCOMED = "hw-welcomed";

/** Whether this account was led into the demo from this browser before. */
export function welcomed(userId: number): boolean {
  return localStorage.getItem(`${WELCOMED}-${userId}`) !== null;
}

export function rememberWelcome(userId: number): void {
  localStorage.setItem(`${WELCOMED}-${userId}`, "1");
}
