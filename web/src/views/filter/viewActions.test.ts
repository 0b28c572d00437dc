// @vitest-environment jsdom
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Looked } from "~/here/look";
import { NO_LOOK } from "~/model/look";
import type { ProjectSession } from "~/store/types";
import { saveViewAs } from "./viewActions";

const { put } = vi.hoisted(() => ({ put: { kept: (): void => undefined } }));
vi.mock("~/here/savedViews", async (original) => ({
  ...(await original<typeof import("~/here/savedViews")>()),
  putPrivateView: () => new Promise<void>((resolve) => Object.assign(put, { kept: resolve })),
}));

const open = vi.fn();
const looked = { look: NO_LOOK, view: null, open } as unknown as Looked;
const session = { store: { projectId: 5 } } as unknown as ProjectSession;
const save = () =>
  saveViewAs(session, looked, { kind: "gantt" }, "Mine", false, { columns: false, zoom: false });

beforeEach(() => {
  open.mockClear();
  window.history.replaceState(null, "", "/p/5/gantt?q=pump");
});
afterEach(() => window.history.replaceState(null, "", "/"));

it("opens the view that was saved, whatever is looked at by then", async () => {
  const saved = save();
  window.history.replaceState(null, "", "/p/5/gantt?q=pumps&task=9");
  put.kept();
  expect(await saved).toBe(true);
  expect(open).toHaveBeenCalledWith({ ref: expect.stringMatching(/^my\./), kind: "gantt" });
});

it("leads nobody back who went elsewhere before it was saved", async () => {
  const saved = save();
  window.history.replaceState(null, "", "/p/6/board");
  put.kept();
  expect(await saved).toBe(true);
  expect(open).not.toHaveBeenCalled();
});
