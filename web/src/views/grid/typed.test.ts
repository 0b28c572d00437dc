// @vitest-environment jsdom
/** What is typed in a cell while another writes there. */

import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createProjectStore } from "~/store/index";
import { changesetOf, snapshotOf, tasksOf, taskUpdate } from "~/store/testing";
import type { Outcome, Problem, ProjectSession, SendOptions } from "~/store/types";
import "~/text/i18n";
import { beginEdit, commitCell } from "./actions";
import { paste } from "./clipboard";
import { PlanController } from "./controller";
import { endTyping, keepDraft } from "./draft";
import { Viewport } from "./viewport";

type Sent = { type: string; payload: object; seen: number | undefined };

const NAME = { row: 1, col: "name" };
let sent: Sent[];
let answer: Outcome;
let controller: PlanController;
let leave: () => void;
let store: ReturnType<typeof createProjectStore>;

beforeEach(() => {
  sent = [];
  answer = { ok: true, changeset: null, created: {}, notes: [] };
  store = createProjectStore(snapshotOf({ tables: { tasks: tasksOf("Rack\nCopy") } as never }));
  const send = async (type: string, payload: object, options: SendOptions = {}) => {
    sent.push({ type, payload, seen: options.seen });
    return answer;
  };
  const session = { store, send, onChangeset: () => () => undefined } as unknown as ProjectSession;
  controller = new PlanController(session, new Viewport(), "test", ["line", "name", "duration"]);
  leave = controller.connect();
});

afterEach(() => leave());

/** Another renames the first task. */
function other(name: string): void {
  store.apply([changesetOf(store.version + 1, taskUpdate(1, { name }))]);
}

function type(text: string): void {
  const { editing } = controller.typing;
  if (editing) keepDraft(editing, { text, caret: null });
}

describe("a cell that is typed in", () => {
  it("is sent over what stood there as one began", () => {
    const seen = store.version;
    beginEdit(controller, NAME, null);
    other("Theirs");
    type("Mine");
    endTyping(controller);
    expect(sent.map((one) => one.seen)).toEqual([seen]);
  });

  it("leaves what another wrote where one changed nothing", () => {
    beginEdit(controller, NAME, null);
    other("Theirs");
    endTyping(controller);
    expect([sent, store.task(1)?.name]).toEqual([[], "Theirs"]);
  });

  it("does not stay marked where one is asked which of both it shall be", async () => {
    const problem = { type: "conflict", title: "", status: 409, detail: "Ben" } as Problem;
    answer = { ok: false, problem };
    beginEdit(controller, NAME, null);
    other("Theirs");
    commitCell(controller, controller.typing.editing?.cell ?? NAME, "Mine");
    await Promise.resolve().then(() => new Promise((resolve) => setTimeout(resolve)));
    expect([sent.length, controller.typing.refused.size]).toEqual([1, 0]);
  });

  it("is pasted into over what stands there then", () => {
    other("Theirs");
    controller.goTo(NAME);
    paste(controller, "Pasted");
    expect(sent).toMatchObject([{ type: "task.update", seen: undefined }]);
  });
});
