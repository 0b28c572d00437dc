// @vitest-environment jsdom
import { afterEach, expect, it, vi } from "vitest";
import { api } from "./http";
import { isAskedHere } from "./ownCommands";

afterEach(() => vi.unstubAllGlobals());

function sent() {
  const calls: Record<string, string>[] = [];
  vi.stubGlobal("fetch", async (_: string, init: { headers: Record<string, string> }) => {
    calls.push(init.headers);
    return new Response("{}");
  });
  return calls;
}

it("knows the changesets of its own requests before they are answered", async () => {
  const calls = sent();
  await api.post("/changesets/7/undo");
  const named = calls[0]?.["X-Headway-Command"] ?? "";
  expect(named).toMatch(/^[0-9a-f]{8}-/);
  expect(isAskedHere(named)).toBe(true);
  expect(isAskedHere("6f1f2b3c-0000-4000-8000-00000000000a")).toBe(false);
});

it("knows a command by the id that it was given, and names no reading", async () => {
  const calls = sent();
  const id = "6f1f2b3c-0000-4000-8000-00000000000b";
  await api.post("/commands", { id, type: "update.answer" });
  await api.get("/projects");
  expect(isAskedHere(id)).toBe(true);
  expect(calls[1]?.["X-Headway-Command"]).toBeUndefined();
});
