/** Files of tasks on their way to the server, and how they are come by. */

import type { Changeset } from "~/protocol/envelope";
import { upload } from "~/protocol/http";

/** Bytes that the server takes at most. */
export const MOST_BYTES = 50 * 1024 * 1024;
export const MEBIBYTE = 1024 * 1024;

/** Where a file is fetched: shown as it is if it is an image that shows safely, else saved. */
export function fileAddress(id: number, save = false): string {
  return `/api/v1/attachments/${id}${save ? "?save=true" : ""}`;
}

/** Attach a file to a task; its key. Rejects with a `Refusal`. */
export async function attach(
  taskId: number,
  file: File,
  onProgress: (share: number) => void = () => undefined,
  signal?: AbortSignal,
): Promise<number> {
  const form = new FormData();
  form.set("file", file, file.name || "image.png");
  const made = await upload<Changeset>(`/tasks/${taskId}/files`, form, onProgress, signal);
  const [id] = made.created?.attachments ?? [];
  if (id === undefined) throw new Error("The server named no file.");
  return id;
}
