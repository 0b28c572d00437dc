/** Takes a project out as a file. */

export type ExportFormat = "mspdi" | "xlsx" | "csv";

/** Let the browser save the file; the server names it. */
export function exportProject(projectId: number, format: ExportFormat): void {
  const link = document.createElement("a");
  link.href = `/api/v1/projects/${projectId}/export?format=${format}`;
  link.download = "";
  document.body.append(link);
  link.click();
  link.remove();
}
