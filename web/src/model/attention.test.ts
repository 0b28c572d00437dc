import { describe, expect, test } from "vitest";
import type { BlocksRow, UpdateAnswersRow } from "~/protocol/tables.generated";
import { isAnswered, roundOf } from "./attention";
import { blockedDays } from "./blocks";

const SUNDAY = 20_520; // 2026-03-08

describe("what was asked", () => {
  test("a weekly request begins anew on its weekday, never before it was first asked", () => {
    const rounds = [0, 1, 2, 3].map((back) =>
      roundOf({ weekday: 4, asked: SUNDAY - 20 }, SUNDAY - back),
    );
    expect(rounds).toEqual([SUNDAY - 2, SUNDAY - 2, SUNDAY - 2, SUNDAY - 9]);
    expect(roundOf({ weekday: 4, asked: SUNDAY }, SUNDAY)).toBe(SUNDAY);
    expect(roundOf({ weekday: null, asked: 7 }, SUNDAY)).toBe(7);
  });

  test("an answer counts from its day in the plan's zone on, unless it was given back", () => {
    const answer = { state: "applied", said_at: "2026-03-08T23:30:00Z" } as UpdateAnswersRow;
    expect(isAnswered(answer, SUNDAY, "UTC")).toBe(true);
    expect(isAnswered(answer, SUNDAY + 1, "UTC")).toBe(false);
    expect(isAnswered(answer, SUNDAY + 1, "Europe/Berlin")).toBe(true);
    expect(isAnswered({ ...answer, state: "returned" }, SUNDAY, "UTC")).toBe(false);
    expect(isAnswered(undefined, SUNDAY, "UTC")).toBe(false);
  });

  test("what is blocked since tomorrow is blocked for no day", () => {
    expect(blockedDays({ since: SUNDAY - 5 } as BlocksRow, SUNDAY)).toBe(5);
    expect(blockedDays({ since: SUNDAY + 1 } as BlocksRow, SUNDAY)).toBe(0);
  });
});
