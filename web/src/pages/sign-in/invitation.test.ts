// @vitest-environment jsdom
import { MantineProvider } from "@mantine/core";
import { act, createElement } from "react";
import { createRoot } from "react-dom/client";
import { expect, it, vi } from "vitest";
import { InvitationPage } from "./InvitationPage";

vi.mock("@tanstack/react-router", () => ({
  getRouteApi: () => ({ useParams: () => ({ secret: "s" }) }),
}));

it("an invitation can be accepted again by who comes back to its page", async () => {
  vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
  const seen = { matches: false, addEventListener: vi.fn(), removeEventListener: vi.fn() };
  vi.stubGlobal("matchMedia", () => seen);
  const place = document.body.appendChild(document.createElement("div"));
  const root = createRoot(place);
  const page = createElement(InvitationPage);
  await act(async () => root.render(createElement(MantineProvider, { env: "test" }, page)));
  const form = place.querySelector("form");
  const accept = place.querySelector<HTMLButtonElement>("[type=submit]");
  // The document is not sent anywhere here.
  form?.addEventListener("submit", (event) => event.preventDefault());
  await act(async () => form?.requestSubmit());
  expect(accept?.disabled).toBe(true);
  await act(async () => void window.dispatchEvent(new Event("pageshow")));
  expect(accept?.disabled).toBe(false);
  await act(async () => root.unmount());
});
