import { beforeEach, expect, it, vi } from "vitest";
import { begin, show } from "./sessions";

const { openProject, closed } = vi.hoisted(() => {
  const closed: number[] = [];
  const openProject = vi.fn(async (id: number) => ({ id, close: () => closed.push(id) }));
  return { openProject, closed };
});
vi.mock("~/sync/open", () => ({ openProject }));

/** Ids of their own, so that no test meets what another left open. */
let one = 0;
let other = 0;
const settled = () => new Promise((resolve) => setTimeout(resolve));

beforeEach(() => {
  one += 2;
  other = one + 1;
  openProject.mockClear();
  closed.length = 0;
});

it("opens a project once, and ends the one before", async () => {
  expect(begin(one)).toBe(begin(one));
  await begin(one);
  await begin(other);
  expect(openProject.mock.calls).toEqual([[one], [other]]);
  expect(closed).toContain(one);
  expect(closed).not.toContain(other);
});

it("leaves a project open while a page shows it, though another one is on its way", async () => {
  const session = begin(one);
  const hide = show(one);
  await session;
  await begin(other);
  await settled();
  expect(closed).not.toContain(one);
  // One comes back before the other one was there.
  expect(begin(one)).toBe(session);
  await settled();
  expect(closed).toContain(other);
  expect(closed).not.toContain(one);
  begin(other);
  hide();
  await settled();
  expect(closed).toContain(one);
});

it("tries a failed one again only where it is entered afresh", async () => {
  openProject.mockRejectedValueOnce(new Error("gone"));
  const failed = begin(one);
  await expect(failed).rejects.toThrow("gone");
  expect(begin(one)).toBe(failed);
  await expect(begin(one, true)).resolves.toMatchObject({ id: one });
});
