import { expect, it } from "vitest";
import { markScrolled } from "./frozen";

const COLUMNS = [
  { key: "line", width: 44, frozen: true },
  { key: "name", width: 256, frozen: true },
  { key: "finish", width: 112, frozen: true },
  { key: "work", width: 76, frozen: false },
];

it("freezes what leaves room for the columns that scroll", () => {
  const stays = (clientWidth: number, scrollLeft = 40) => {
    const pane = { clientWidth, scrollLeft, dataset: { scrolled: "all" } as DOMStringMap };
    markScrolled(pane, COLUMNS);
    return pane.dataset.scrolled;
  };
  expect(stays(1200)).toBe("all");
  // On a phone.
  expect(stays(390)).toBe("first");
  // Beside a time line.
  expect(stays(320)).toBe("none");
  expect(stays(1200, 0)).toBeUndefined();
});
