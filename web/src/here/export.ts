/** Takes a project out as a file. */

import { problemOf, Refusal, unreachable } from "~/protocol/http";
import { i18next } from "~/text/i18n";
import { toasts } from "~/ui/toasts";
import { keepFile } from "./printing";

export type ExportFormat = "mspdi" | "xlsx" | "csv";

/** Let the browser save the file; the server names it. */
export function exportProject(projectId: number, format: ExportFormat): void {
  const address = `/api/v1/projects/${projectId}/export?format=${format}`;
  if (format === "mspdi") {
    void withFiles(address);
    return;
  }
  const link = document.createElement("a");
  link.href = address;
  link.download = "";
  document.body.append(link);
  link.click();
  link.remove();
}

/** Save a file that takes along the files of tasks, and say which of them found no room. */
async function withFiles(address: string): Promise<void> {
  try {
    const response = await fetch(address, { credentials: "same-origin" });
    const data = await response.blob();
    if (!response.ok) throw new Refusal(problemOf(response.status, await data.text()));
    keepFile(data, nameOf(response.headers.get("Content-Disposition") ?? ""));
    const count = Number(response.headers.get("Headway-Left-Out") ?? 0);
    if (count > 0) {
      toasts.show({
        tone: "bad",
        text: i18next.t("shell:export.leftOut", { count }),
        detail: i18next.t("shell:export.leftOutWhy"),
      });
    }
  } catch (error) {
    const detail = error instanceof Refusal ? error.message : unreachable().detail;
    toasts.show({ tone: "bad", text: i18next.t("shell:export.failed"), detail });
  }
}

/** The name that an answer gives its file. */
export function nameOf(disposition: string): string {
  const [, name] = /filename\*=UTF-8''([^;]+)/.exec(disposition) ?? [];
  try {
    return decodeURIComponent(name ?? "") || "project.xml";
  } catch {
    return "project.xml";
  }
}
