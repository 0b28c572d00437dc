import { afterEach, expect, it } from "vitest";
import { toasts } from "./toasts";

afterEach(() => {
  for (const toast of toasts.list()) toasts.dismiss(toast.id);
});

it("a toast goes with the change that it told of, and no other does", () => {
  toasts.show({ text: "Merged", of: 7 });
  toasts.show({ text: "Moved", of: 8 });
  toasts.show({ text: "Copied" });
  toasts.undone(7);
  expect(toasts.list().map((toast) => toast.text)).toEqual(["Moved", "Copied"]);
  toasts.undone(9);
  expect(toasts.list()).toHaveLength(2);
});
