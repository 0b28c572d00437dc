/** Files of a task on their way to the server, and files dropped on its panel. */

import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { attach, MEBIBYTE, MOST_BYTES } from "~/here/files";
import { Refusal } from "~/protocol/http";
import { useLatest } from "~/ui/latest";
import { toasts } from "~/ui/toasts";

export interface Uploads {
  readonly running: readonly { key: number; name: string; share: number }[];
  readonly start: (files: readonly File[]) => void;
}

let last = 0;

/** `anchor` lies in the panel on which files may be dropped; null where none may be attached. */
export function useUploads(
  taskId: number,
  anchor: HTMLElement | null,
  onStart: () => void,
): Uploads {
  const { t } = useTranslation("details");
  const [running, setRunning] = useState<Uploads["running"]>([]);

  const send = async (file: File) => {
    if (file.size > MOST_BYTES) {
      const sizes = { size: Math.ceil(file.size / MEBIBYTE), most: MOST_BYTES / MEBIBYTE };
      toasts.show({ tone: "bad", text: t("tooLarge", { name: file.name, ...sizes }) });
      return;
    }
    last += 1;
    const key = last;
    const told = (share: number) =>
      setRunning((before) => before.map((one) => (one.key === key ? { ...one, share } : one)));
    setRunning((before) => [...before, { key, name: file.name, share: 0 }]);
    try {
      await attach(taskId, file, told);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const text = t("notAttached", { name: file.name });
      toasts.show({ tone: "bad", text, detail: error.message });
    } finally {
      setRunning((before) => before.filter((one) => one.key !== key));
    }
  };
  const start = async (files: readonly File[]) => {
    if (files.length) onStart();
    // One after the other, in the order in which they were chosen.
    for (const file of files) await send(file);
  };

  const latest = useLatest(start);
  useEffect(() => {
    const panel = anchor?.closest<HTMLElement>("[data-task-panel]");
    if (!panel) return;
    const carries = (event: DragEvent) => event.dataTransfer?.types.includes("Files") ?? false;
    const over = (event: DragEvent) => {
      if (!carries(event)) return;
      event.preventDefault();
      event.stopPropagation();
      panel.dataset.dropping = "";
    };
    const leave = (event: DragEvent) => {
      if (carries(event)) event.stopPropagation();
      if (event.relatedTarget instanceof Node && panel.contains(event.relatedTarget)) return;
      delete panel.dataset.dropping;
    };
    const drop = (event: DragEvent) => {
      delete panel.dataset.dropping;
      if (!carries(event)) return;
      event.stopPropagation();
      // Dropped into the description it is an image there.
      if (event.defaultPrevented) return;
      event.preventDefault();
      void latest.current([...(event.dataTransfer?.files ?? [])]);
    };
    panel.addEventListener("dragenter", over);
    panel.addEventListener("dragover", over);
    panel.addEventListener("dragleave", leave);
    panel.addEventListener("drop", drop);
    return () => {
      delete panel.dataset.dropping;
      panel.removeEventListener("dragenter", over);
      panel.removeEventListener("dragover", over);
      panel.removeEventListener("dragleave", leave);
      panel.removeEventListener("drop", drop);
    };
  }, [anchor]);

  return { running, start: (files) => void start(files) };
}
