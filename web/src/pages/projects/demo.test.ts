// @vitest-environment jsdom
import { QueryClientProvider, useQuery } from "@tanstack/react-query";
import { act, createElement } from "react";
import { expect, it, vi } from "vitest";
import { queryClient, type WorkspaceItem, workspaceQuery } from "~/here/queries";
import { newDrawing } from "~/ui/testing";
import { DemoNotice } from "./DemoNotice";

vi.mock("@tanstack/react-router", () => ({ useNavigate: () => vi.fn() }));
vi.mock("~/here/me", () => ({ useMe: () => ({ workspaces: [] }) }));

const OLD = 5;
const drawing = newDrawing();
const workspace: WorkspaceItem = { id: OLD, name: "Demo", role: "owner", demo: true };

function Page() {
  useQuery(workspaceQuery(OLD));
  useQuery({ queryKey: ["templates"], queryFn: () => fetch("/templates").then(() => null) });
  return createElement(DemoNotice, { workspace });
}

it("asks for nothing of the demo that a reset took away", async () => {
  const asked: string[] = [];
  vi.stubGlobal("fetch", async (path: string) => {
    asked.push(path);
    return new Response(JSON.stringify({ unread: 0, workspace_id: 6, items: [] }));
  });
  const client = { client: queryClient };
  await drawing.showSoon(createElement(QueryClientProvider, client, createElement(Page)));
  expect(asked).toHaveLength(2);
  asked.length = 0;
  await act(async () => drawing.box.querySelector("button")?.click());
  await vi.waitFor(() => expect(localStorage.getItem("hw-workspace")).toBe("6"));
  expect(asked).toEqual(["/api/v1/demo/reset", "/templates"]);
  queryClient.clear();
});
