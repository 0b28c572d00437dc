import { afterEach, expect, it, vi } from "vitest";
import { index } from "./indices";

afterEach(() => vi.unstubAllGlobals());

it("an index has two places, as the reader's language writes them", () => {
  vi.stubGlobal("navigator", { language: "de" });
  expect([index(1), index(0.876), index(null)]).toEqual(["1,00", "0,88", "–"]);
});
