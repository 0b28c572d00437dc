import { beforeAll, expect, test } from "vitest";
import words from "~/text/en/pages/inbox.json";
import { i18next } from "~/text/i18n";
import type { Entry } from "./query";
import { entryWords } from "./words";

beforeAll(() => i18next.addResourceBundle("en", "inbox", words));

const changed = (data: Entry["data"], count = 1): string =>
  entryWords(i18next.getFixedT("en", ["inbox", "history"]), {
    id: 1,
    kind: "changed",
    asks: false,
    actor: "Max",
    at: "2026-03-02T09:00:00Z",
    read: false,
    count,
    tasks: [],
    data,
  });

test("what was changed is named by the words of the fields, added ones by their titles", () => {
  expect(changed({ fields: ["notes"], custom: [] })).toBe("Max changed description");
  expect(changed({ fields: ["assignees", "percent_complete", "status_id"], custom: [] })).toBe(
    "Max changed assignees, % complete, and status",
  );
  expect(changed({ fields: ["priority"], custom: ["Cost centre"] }, 3)).toBe(
    "Max changed priority and “Cost centre” of 3 tasks",
  );
});
