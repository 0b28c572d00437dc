/** Predecessors as people write them: 12FS+2d, 14SS-1d, 7FF+50%, 3SF+2ed. */

import type { LinkRow } from "~/protocol/tables.generated";
import { say } from "~/text/say";
import { type DurationSettings, formatDuration, isElapsed, parseDuration } from "./durations";

/** One link into a task, as the task lists it. */
export interface Incoming {
  readonly predecessor_id: number;
  readonly type: LinkRow["type"];
  readonly lag: number;
  readonly lag_kind: LinkRow["lag_kind"];
  readonly lag_unit: LinkRow["lag_unit"];
}

/** A relation without its predecessor: what stands behind the number. */
export type Relation = Omit<Incoming, "predecessor_id">;

export const PLAIN: Relation = { type: "FS", lag: 0, lag_kind: "working", lag_unit: "d" };

export type Parsed<T> = { ok: true; value: T } | { ok: false; message: string };

export interface PredecessorContext {
  readonly settings: DurationSettings;
  /** The key of the task on a line of the outline, from 1. */
  readonly idAt: (line: number) => number | undefined;
  /** The task that is edited, which cannot wait for itself. */
  readonly self?: number;
}

const ONE = /^(\d+)\s*([a-z]{2})?\s*(.*)$/i;
const TYPES = ["FS", "SS", "FF", "SF"] as const;

/** What a text means; an empty one is no predecessor. Lists by comma or semicolon. */
export function parsePredecessors(text: string, context: PredecessorContext): Parsed<Incoming[]> {
  const found: Incoming[] = [];
  for (const part of splitList(text)) {
    const one = parseOne(part, context);
    if (!one.ok) return one;
    const twice = found.some((link) => link.predecessor_id === one.value.predecessor_id);
    if (twice) return no(say("predecessors.twice", { text: part }));
    found.push(one.value);
  }
  return { ok: true, value: found };
}

/** The relation of a text such as FS+2d or -1d; null where it is none. */
export function parseRelation(text: string, settings: DurationSettings): Relation | null {
  const found = /^\s*([a-z]{2}(?![a-z]))?\s*(.*?)\s*$/i.exec(text);
  const name = (found?.[1] ?? "FS").toUpperCase();
  const type = TYPES.find((one) => one === name);
  if (!type) return null;
  const lag = parseLag(found?.[2] ?? "", settings);
  return lag && { type, ...lag };
}

/** Links into a task as text, in the order of their predecessors' lines. */
export function formatPredecessors(
  links: readonly Incoming[],
  lineOf: (id: number) => number | undefined,
  settings: DurationSettings,
): string {
  return links
    .map((link) => ({ line: lineOf(link.predecessor_id), link }))
    .filter((one): one is { line: number; link: Incoming } => one.line !== undefined)
    .sort((a, b) => a.line - b.line)
    .map(({ line, link }) => `${line}${formatRelation(link, settings)}`)
    .join(", ");
}

/** FS+2d, SS-1d; empty for a plain finish-to-start. */
export function formatRelation(link: Relation, settings: DurationSettings): string {
  const lag = formatLag(link, settings);
  return link.type === "FS" && lag === "" ? "" : `${link.type}${lag}`;
}

/** +2d, -4h, +1ed or +50%; empty for none. */
export function formatLag(
  link: Pick<LinkRow, "lag" | "lag_kind" | "lag_unit">,
  settings: DurationSettings,
): string {
  if (link.lag === 0) return "";
  const sign = link.lag > 0 ? "+" : "-";
  if (link.lag_kind === "percent") return `${sign}${Math.abs(link.lag) / 100}%`;
  const elapsed = link.lag_kind === "elapsed" && !isElapsed(link.lag_unit);
  const unit = (elapsed ? `e${link.lag_unit}` : link.lag_unit) as LinkRow["lag_unit"];
  return sign + formatDuration(Math.abs(link.lag), unit, settings);
}

/** What a lag's text means: +2d, -50%, nothing for none. */
export function parseLag(text: string, settings: DurationSettings): Omit<Relation, "type"> | null {
  const plain = text.replaceAll("−", "-").replaceAll(/\s+/g, "");
  if (plain === "") return { lag: 0, lag_kind: "working", lag_unit: "d" };
  const percent = /^([+-]?)(\d+(?:[.,]\d+)?)e?%$/.exec(plain);
  if (percent) {
    const value = Math.round(Number((percent[2] ?? "").replace(",", ".")) * 100);
    return { lag: percent[1] === "-" ? -value : value, lag_kind: "percent", lag_unit: "d" };
  }
  const duration = parseDuration(plain, settings);
  if (!duration || duration.estimated) return null;
  const lag_kind = isElapsed(duration.unit) ? "elapsed" : "working";
  return { lag: duration.minutes, lag_kind, lag_unit: duration.unit };
}

/** The parts of a list; a comma between two digits is a decimal only where a unit follows ("1,5d"). */
function splitList(text: string): string[] {
  return text
    .split(/;|,(?!\d+\s*e?(?:[a-z]+|%))|,(?=\d+\s*(?:FS|SS|FF|SF)\b)/i)
    .map((part) => part.trim())
    .filter((part) => part !== "");
}

function parseOne(part: string, context: PredecessorContext): Parsed<Incoming> {
  const found = ONE.exec(part);
  if (!found) return no(say("predecessors.unread", { text: part }));
  const line = Number(found[1]);
  const kind = found[2]?.toUpperCase();
  if (kind && !TYPES.some((type) => type === kind)) {
    return no(say("predecessors.kind", { text: part, kind }));
  }
  const rest = found[3] ?? "";
  if (rest !== "" && !/^[+\-−]/.test(rest)) {
    return no(say("predecessors.sign", { text: part, example: `${line}${kind ?? "FS"}+2d` }));
  }
  const relation = parseRelation(`${kind ?? ""}${rest}`, context.settings);
  if (!relation) return no(say("predecessors.lag", { text: part, lag: rest }));
  const id = context.idAt(line);
  if (id === undefined) return no(say("predecessors.line", { line }));
  if (id === context.self) return no(say("predecessors.itself", { line }));
  return { ok: true, value: { predecessor_id: id, ...relation } };
}

function no(message: string): { ok: false; message: string } {
  return { ok: false, message };
}
