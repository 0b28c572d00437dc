/** Whether anybody may be looking at the page. */

export const isHidden = (): boolean =>
  typeof document !== "undefined" && document.visibilityState === "hidden";

/** Call whenever the page is shown again; the answer ends it. */
export function onShown(call: () => void): () => void {
  const look = () => {
    if (!isHidden()) call();
  };
  document.addEventListener("visibilitychange", look);
  return () => document.removeEventListener("visibilitychange", look);
}
