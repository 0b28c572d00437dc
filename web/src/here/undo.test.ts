import { afterEach, describe, expect, it } from "vitest";
import { toasts } from "~/ui/toasts";
import { tellChange } from "./undo";

afterEach(() => {
  for (const { id } of toasts.list()) toasts.dismiss(id);
});

describe("a change that is told", () => {
  it("has its Undo behind what else is offered, and tells of which change it is", () => {
    const undone: number[] = [];
    const unpin = { label: "Unpin", run: () => {} };
    tellChange(7, { text: "Moved", actions: [unpin] }, (id) => undone.push(id));
    const [toast] = toasts.list();
    expect(toast?.of).toBe(7);
    expect(toast?.actions.map(({ label }) => label)).toEqual(["Unpin", "Undo"]);
    toast?.actions.at(-1)?.run();
    expect(undone).toEqual([7]);
  });

  it("has no Undo where no change was made", () => {
    for (const none of [null, undefined]) tellChange(none, { text: "Moved" }, () => {});
    expect(toasts.list().map(({ actions }) => actions)).toEqual([[], []]);
  });
});
