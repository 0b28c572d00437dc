/** A description as the editor holds it. */

export interface Mark {
  readonly type: string;
  readonly attrs?: Readonly<Record<string, unknown>>;
}

export interface DocNode {
  readonly type: string;
  readonly attrs?: Readonly<Record<string, unknown>>;
  readonly content?: readonly DocNode[];
  readonly marks?: readonly Mark[];
  readonly text?: string;
}

/** A block as it was written, with what stood between it and the next one. */
export interface Written {
  readonly node: DocNode;
  readonly raw: string;
  readonly gap: string;
}

export interface Read {
  readonly doc: DocNode;
  /** The blocks from which it was read: those that nobody touches are written as they were. */
  readonly written: readonly Written[];
  readonly text: string;
}

/** Attributes that say nothing: those of the editor that are empty, and ids that it gives. */
function telling(attrs: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  const kept = Object.entries(attrs).filter(
    ([name, value]) => KEPT.has(name) && value !== null && value !== undefined && value !== false,
  );
  return Object.fromEntries(kept.sort(([a], [b]) => (a < b ? -1 : 1)));
}

const KEPT = new Set([
  "align",
  "alt",
  "checked",
  "href",
  "language",
  "level",
  "soft",
  "src",
  "start",
  "text",
  "title",
]);
const ORDER = ["link", "bold", "italic", "strike", "code"];

/** What a node says, so that two that say the same are equal. */
export function gist(node: DocNode): string {
  return JSON.stringify(plain(node));
}

function plain(node: DocNode): unknown {
  const content = merged((node.content ?? []).map(plain) as Plain[]);
  const marks = [...(node.marks ?? [])]
    .sort((a, b) => ORDER.indexOf(a.type) - ORDER.indexOf(b.type))
    .map((mark) => [mark.type, telling(mark.attrs)]);
  const attrs = telling(node.attrs);
  if (node.type === "orderedList" && attrs.start === 1) delete attrs.start;
  return { type: node.type, attrs, marks, text: node.text ?? "", content };
}

interface Plain {
  type: string;
  marks: unknown;
  text: string;
}

/** Neighbouring texts with the same marks are one. */
function merged(nodes: readonly Plain[]): Plain[] {
  const found: Plain[] = [];
  for (const node of nodes) {
    const last = found.at(-1);
    const joins =
      node.type === "text" &&
      last?.type === "text" &&
      JSON.stringify(last.marks) === JSON.stringify(node.marks);
    if (joins) found[found.length - 1] = { ...last, text: last.text + node.text };
    else found.push(node);
  }
  return found;
}
