import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { toasts } from "~/ui/toasts";
import "~/text/i18n";
import { exportProject, nameOf } from "./export";

const clicked: { name: string }[] = [];

function answer(status: number, headers: Record<string, string>, body = "<Project/>"): void {
  vi.stubGlobal("fetch", async () => new Response(body, { status, headers }));
}

beforeEach(() => {
  clicked.length = 0;
  for (const { id } of toasts.list()) toasts.dismiss(id);
  const link = () => {
    const made = {
      href: "",
      download: "",
      remove() {},
      click: () => clicked.push({ name: made.download }),
    };
    return made;
  };
  vi.stubGlobal("document", { createElement: link, body: { append() {} } });
  vi.stubGlobal("window", { setTimeout() {} });
  URL.createObjectURL = () => "blob:1";
});

afterEach(() => vi.unstubAllGlobals());

test("a file is kept under the name that the server gives it", async () => {
  answer(200, {
    "Content-Disposition": "attachment; filename=\"Pl_ne.xml\"; filename*=UTF-8''Pl%C3%A4ne.xml",
  });
  exportProject(7, "mspdi");
  await vi.waitFor(() => expect(clicked).toEqual([{ name: "Pläne.xml" }]));
  expect(toasts.list()).toEqual([]);
  expect(nameOf("attachment; filename*=UTF-8''%E0%A4%A")).toBe("project.xml");
});

test("it is said how many files of tasks found no room", async () => {
  answer(200, { "Headway-Left-Out": "2" });
  exportProject(7, "mspdi");
  await vi.waitFor(() => expect(toasts.list()).toHaveLength(1));
  expect(toasts.list()[0]?.text).toBe("2 files of tasks are not in the exported file");
  expect(clicked).toHaveLength(1);
});

test("what is refused is told, and nothing is kept", async () => {
  answer(404, {}, JSON.stringify({ title: "Not here", detail: "There is nothing here." }));
  exportProject(7, "mspdi");
  await vi.waitFor(() => expect(toasts.list()).toHaveLength(1));
  expect(toasts.list()[0]?.detail).toBe("There is nothing here.");
  expect(clicked).toEqual([]);
});
