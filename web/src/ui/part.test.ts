import { describe, expect, it, vi } from "vitest";
import { fetchPart, PartGone, type Place } from "./part";

function place(given: { answers: boolean; reloads?: boolean }) {
  return {
    answers: vi.fn(async () => given.answers),
    reload: vi.fn(() => given.reloads ?? false),
    wait: vi.fn(async () => undefined),
  } satisfies Place;
}

const gone = () => Promise.reject(new TypeError("Failed to fetch dynamically imported module"));

describe("a part that is fetched late", () => {
  it("is asked for once more before anything is said", async () => {
    const load = vi.fn(gone as () => Promise<string>);
    load.mockImplementationOnce(gone).mockImplementationOnce(async () => "part");
    const at = place({ answers: true, reloads: true });
    expect(await fetchPart(load, true, at)).toBe("part");
    expect(load).toHaveBeenCalledTimes(2);
    expect(at.wait).toHaveBeenCalledOnce();
    expect(at.reload).not.toHaveBeenCalled();
  });

  it("tells an upgrade from a server that does not answer", async () => {
    const at = place({ answers: true });
    await expect(fetchPart(gone, false, at)).rejects.toMatchObject({ updated: true });
    const lost = fetchPart(gone, true, place({ answers: false, reloads: true }));
    await expect(lost).rejects.toBeInstanceOf(PartGone);
    await expect(lost).rejects.toMatchObject({ updated: false });
  });

  it("loads the page anew only where it may, and says so where not", async () => {
    const may = place({ answers: true, reloads: true });
    const settled = vi.fn();
    void fetchPart(gone, true, may).then(settled, settled);
    await vi.waitFor(() => expect(may.reload).toHaveBeenCalledOnce());
    expect(settled).not.toHaveBeenCalled();
    const mayNot = place({ answers: true, reloads: false });
    await expect(fetchPart(gone, true, mayNot)).rejects.toMatchObject({ updated: true });
    expect(mayNot.reload).toHaveBeenCalledOnce();
  });
});
