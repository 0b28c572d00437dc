/** The keys that work everywhere. */

import { useLayoutEffect, useRef } from "react";

export interface GlobalKeys {
  palette?: () => void;
  help?: () => void;
  undo?: () => void;
  redo?: () => void;
  view?: (place: number) => void;
  /** Look for words in the view; whether it has a field for that. */
  find?: () => boolean;
  addFilter?: () => boolean;
}

/** Whether keys go to a field that is being typed in. */
export function typing(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable) return true;
  if (target instanceof HTMLInputElement) {
    return !["checkbox", "radio", "button", "range", "file"].includes(target.type);
  }
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}

/** Whether it is an empty field of quick add: nothing typed is there to be taken back. */
function idle(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLInputElement && target.value === "" && target.dataset.adds !== undefined
  );
}

function inDialog(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest("[role=dialog]") !== null;
}

/** Listens for the global keys while mounted; keys that a view has taken are left alone. */
export function useShortcuts(keys: GlobalKeys): void {
  const current = useRef(keys);
  // Before it can be seen: a key that is pressed as soon as it is must not be lost.
  useLayoutEffect(() => {
    current.current = keys;
  });
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented) return;
      const run = chosen(event, current.current);
      if (!run) return;
      // Where a view has nothing to look in, the browser's own search is left alone.
      if (run() !== false) event.preventDefault();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);
}

function chosen(event: KeyboardEvent, keys: GlobalKeys): (() => unknown) | undefined {
  const key = event.key.toLowerCase();
  const command = (event.ctrlKey || event.metaKey) && !event.altKey;
  if (command && key === "k") return keys.palette;
  if (command && key === "f" && !inDialog(event.target)) {
    return event.shiftKey ? keys.addFilter : keys.find;
  }
  const undoes = command && (key === "z" || key === "y");
  if (typing(event.target) && !(undoes && idle(event.target))) return undefined;
  if (command && key === "z") return event.shiftKey ? keys.redo : keys.undo;
  if (command && key === "y") return keys.redo;
  if (command || event.metaKey) return undefined;
  if (event.altKey) {
    const place = ["1", "2", "3", "4"].indexOf(event.key);
    const view = keys.view;
    return place >= 0 && view ? () => view(place) : undefined;
  }
  return event.key === "?" ? keys.help : undefined;
}
