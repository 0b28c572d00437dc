/** Linking tasks. */

import { type Incoming, PLAIN, parseRelation, type Relation } from "~/model/predecessors";
import type { Outcome, ProjectSession } from "~/store/types";
import { say } from "~/text/say";
import { newLink } from "./defaults";
import { type Draft, NotPossible, temporaryId } from "./draft";
import { readPredecessors } from "./reading";
import { type Ids, keyFor, listed, refuse, run, type Step } from "./run";

/** The command of a new link, for previews while dragging too. */
export function linkStep(
  predecessorId: number,
  successorId: number,
  relation: Partial<Relation> = {},
  id?: number,
): Step {
  const values = {
    ...PLAIN,
    ...relation,
    predecessor_id: predecessorId,
    successor_id: successorId,
  };
  return {
    type: "link.create",
    payload: id === undefined ? values : { ...values, id },
    write: (draft) => {
      checkEnds(draft, predecessorId, successorId);
      draft.insert("links", newLink({ ...values, id: id ?? temporaryId() }));
    },
  };
}

/** Link two tasks; finish to start if nothing else is said. */
export function linkTasks(
  session: ProjectSession,
  predecessorId: number,
  successorId: number,
  relation: Partial<Relation> = {},
): Promise<Outcome> {
  return run(session, linkStep(predecessorId, successorId, relation, keyFor(session)));
}

/** Link tasks one after the other in the order given; pairs that are linked stay as they are. */
export function linkChain(session: ProjectSession, ids: readonly number[]): Promise<Outcome> {
  const steps = ids.slice(1).flatMap((successor, place) => {
    const predecessor = ids[place] as number;
    const there = linkBetween(session, predecessor, successor) !== undefined;
    return there ? [] : [linkStep(predecessor, successor, {}, keyFor(session))];
  });
  return run(session, steps);
}

/** Change a link's type or lag. */
export function updateLink(
  session: ProjectSession,
  id: number,
  fields: Partial<Relation>,
): Promise<Outcome> {
  return run(session, {
    type: "link.update",
    payload: { id, fields },
    write: (draft) => draft.update("links", id, fields),
  });
}

/** Change a link as it was typed: “SS+2d”. */
export async function setRelation(
  session: ProjectSession,
  id: number,
  text: string,
): Promise<Outcome> {
  const relation = parseRelation(text, session.store.project);
  if (!relation) {
    return refuse(session, say("links.unread", { text }), "links");
  }
  return updateLink(session, id, relation);
}

/** Remove links. */
export function unlink(session: ProjectSession, linkIds: Ids): Promise<Outcome> {
  const ids = [...listed(linkIds)];
  return run(
    session,
    ids.length === 0
      ? []
      : {
          type: "link.delete",
          payload: { ids },
          write: (draft) => {
            for (const id of ids) draft.remove("links", id);
          },
        },
  );
}

/** Remove the links among some tasks; of a single one, all that it has. */
export function unlinkTasks(session: ProjectSession, taskIds: Ids): Promise<Outcome> {
  const chosen = new Set(listed(taskIds));
  const found = [...session.store.rows("links").values()].filter((link) => {
    const ends = [link.predecessor_id, link.successor_id].filter((id) => chosen.has(id));
    return chosen.size === 1 ? ends.length > 0 : ends.length === 2;
  });
  return unlink(
    session,
    found.map((link) => link.id),
  );
}

/** Make a task's predecessors what was typed: “12FS+2d, 14SS-1d”. */
export async function setPredecessors(
  session: ProjectSession,
  id: number,
  value: string | readonly Incoming[],
): Promise<Outcome> {
  let links: readonly Incoming[];
  if (typeof value === "string") {
    const parsed = readPredecessors(session.store, value, id);
    if (!parsed.ok) return refuse(session, parsed.message, "predecessors");
    links = parsed.value;
  } else links = value;
  return run(session, {
    type: "task.predecessors",
    payload: { id, links },
    write: (draft) => {
      const there = draft.where("links", "successor_id", id);
      for (const link of there) {
        if (!links.some((one) => one.predecessor_id === link.predecessor_id)) {
          draft.remove("links", link.id);
        }
      }
      for (const link of links) {
        const known = there.find((one) => one.predecessor_id === link.predecessor_id);
        if (known) draft.update("links", known.id, link);
        else {
          checkEnds(draft, link.predecessor_id, id);
          draft.insert("links", newLink({ ...link, successor_id: id, id: temporaryId() }));
        }
      }
    },
  });
}

/** The key of the link between two tasks in that direction. */
export function linkBetween(
  session: ProjectSession,
  predecessorId: number,
  successorId: number,
): number | undefined {
  const links = session.store.rows("links");
  const keys = session.store.index("links", "successor_id").get(successorId) ?? [];
  return keys.find((key) => links.get(key)?.predecessor_id === predecessorId);
}

/** Refuse ends that no link can join; circles are the server's to find. */
function checkEnds(draft: Draft, predecessorId: number, successorId: number): void {
  const before = draft.task(predecessorId);
  const after = draft.task(successorId);
  if (before.id === after.id) throw new NotPossible(say("links.itself", { name: after.name }));
  const linked = draft
    .where("links", "successor_id", successorId)
    .some((link) => link.predecessor_id === predecessorId);
  if (linked) {
    throw new NotPossible(say("links.already", { before: before.name, after: after.name }));
  }
  for (const [inner, outer] of [
    [before, after],
    [after, before],
  ] as const) {
    for (let at = inner.parent_id; at !== null; at = draft.get("tasks", at)?.parent_id ?? null) {
      if (at !== outer.id) continue;
      throw new NotPossible(say("links.summary", { inner: inner.name, outer: outer.name }));
    }
  }
}
