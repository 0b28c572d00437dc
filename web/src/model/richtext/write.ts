/** From what the editor holds to Markdown; what nobody touched is written as it was. Pure. */

import type { ListItem, PhrasingContent, RootContent, TableRow } from "mdast";
import { type DocNode, gist, type Mark, type Read, type Written } from "./document";
import { writeMarkdown } from "./markdown";

const BETWEEN = "\n\n";

export function markdownOf(doc: DocNode, read: Read): string {
  const blocks = (doc.content ?? []).filter((node) => !isEmpty(node));
  const from = matched(blocks, read.written);
  const { written, text } = read;
  if (blocks.length === written.length && from.every((one, place) => one === place)) return text;
  const parts: string[] = [];
  let place = 0;
  while (place < blocks.length) {
    const source = from[place];
    const kept = source === null || source === undefined ? undefined : written[source];
    const before = place ? from[place - 1] : undefined;
    if (parts.length) {
      const follows = typeof before === "number" && source === before + 1;
      parts.push(follows ? (written[before]?.gap ?? BETWEEN) : BETWEEN);
    }
    if (kept) {
      parts.push(kept.raw);
      place += 1;
      continue;
    }
    // Neighbours are written together, so that two lists do not become one.
    let end = place + 1;
    while (end < blocks.length && from[end] === null) end += 1;
    parts.push(blocksAsMarkdown(blocks.slice(place, end)));
    place = end;
  }
  return parts.join("");
}

/** Blocks as Markdown, each written anew but for `source`, which is text already. */
export function blocksAsMarkdown(blocks: readonly DocNode[]): string {
  const parts: string[] = [];
  let run: DocNode[] = [];
  const flush = () => {
    if (run.length) parts.push(writeMarkdown(run.map(block)));
    run = [];
  };
  for (const node of blocks) {
    if (node.type !== "source") {
      run.push(node);
      continue;
    }
    flush();
    parts.push(String(node.attrs?.text ?? ""));
  }
  flush();
  return parts.join(BETWEEN);
}

/** An empty paragraph stands for no text: Markdown has none. */
function isEmpty(node: DocNode): boolean {
  return node.type === "paragraph" && !node.content?.length;
}

const LISTS = new Set(["bulletList", "orderedList", "taskList"]);

/** For each block the one that it was read from, null for those that are new or changed. */
function matched(blocks: readonly DocNode[], written: readonly Written[]): (number | null)[] {
  const places = new Map<string, number[]>();
  written.forEach((one, place) => {
    const key = gist(one.node);
    places.set(key, [...(places.get(key) ?? []), place]);
  });
  let last = -1;
  const from = blocks.map((node) => {
    const known = places.get(gist(node)) ?? [];
    const found = known.find((place) => place > last) ?? null;
    if (found !== null) last = found;
    return found;
  });
  return from.map((place, at) => {
    const node = blocks[at];
    if (place === null || node?.type === "source") return place;
    const before = at > 0 && from[at - 1] === place - 1;
    const after = at + 1 === blocks.length || from[at + 1] === place + 1;
    // Indented code behind something else would be part of it.
    const indented = node?.type === "codeBlock" && !/^[`~]/.test(written[place]?.raw ?? "");
    if (indented && !before && at > 0) return null;
    if (!node || !LISTS.has(node.type)) return place;
    const beside = (index: number) => LISTS.has(blocks[index]?.type ?? "");
    return (beside(at - 1) && !before) || (beside(at + 1) && !after) ? null : place;
  });
}

function block(node: DocNode): RootContent {
  const children = node.content ?? [];
  switch (node.type) {
    case "heading": {
      const depth = Number(node.attrs?.level ?? 1) as 1 | 2 | 3 | 4 | 5 | 6;
      return { type: "heading", depth, children: phrases(children) };
    }
    case "horizontalRule":
      return { type: "thematicBreak" };
    case "blockquote":
      return { type: "blockquote", children: children.map(block) as never };
    case "codeBlock": {
      const [lang, ...meta] = String(node.attrs?.language ?? "").split(" ");
      return {
        type: "code",
        lang: lang || null,
        meta: meta.join(" ") || null,
        value: children.map((one) => one.text ?? "").join(""),
      };
    }
    case "bulletList":
    case "orderedList":
    case "taskList":
      return {
        type: "list",
        ordered: node.type === "orderedList",
        start: node.type === "orderedList" ? Number(node.attrs?.start ?? 1) : null,
        spread: false,
        children: children.map(item),
      };
    case "table":
      return {
        type: "table",
        align: (children[0]?.content ?? []).map((cell) => alignOf(cell)),
        children: children.map(row),
      };
    case "source":
      // Within another block it cannot come about; its text is worth more than its form.
      return { type: "html", value: String(node.attrs?.text ?? "") };
    default:
      return { type: "paragraph", children: phrases(children) };
  }
}

function item(node: DocNode): ListItem {
  const checked = node.type === "taskItem" ? node.attrs?.checked === true : null;
  const children = (node.content ?? []).map(block) as ListItem["children"];
  return { type: "listItem", checked, spread: false, children };
}

function alignOf(cell: DocNode): "left" | "right" | "center" | null {
  const align = cell.attrs?.align;
  return align === "left" || align === "right" || align === "center" ? align : null;
}

function row(node: DocNode): TableRow {
  const cells = (node.content ?? []).map((cell) => ({
    type: "tableCell" as const,
    // A cell has one line: the breaks in it are written as characters.
    children: phrases((cell.content ?? []).flatMap(inCell)),
  }));
  return { type: "tableRow", children: cells };
}

function inCell(paragraph: DocNode, place: number): DocNode[] {
  const content = (paragraph.content ?? []).map(
    (node): DocNode => (node.type === "hardBreak" ? { ...node, attrs: { soft: true } } : node),
  );
  return place ? [{ type: "hardBreak", attrs: { soft: true } }, ...content] : content;
}

const WRAPS = ["link", "bold", "italic", "strike"] as const;
const MDAST = { bold: "strong", italic: "emphasis", strike: "delete" } as const;

function phrases(nodes: readonly DocNode[]): PhrasingContent[] {
  return joined(nested(nodes, 0));
}

/** Nest marks in one order: each run of nodes with the same mark lies in one node of it. */
function nested(nodes: readonly DocNode[], level: number): PhrasingContent[] {
  const wrap = WRAPS[level];
  if (wrap === undefined) return nodes.flatMap(leaf);
  const found: PhrasingContent[] = [];
  let place = 0;
  while (place < nodes.length) {
    const mark = markOf(nodes[place], wrap);
    const key = JSON.stringify(mark?.attrs ?? null);
    let end = place + 1;
    while (end < nodes.length) {
      const next = markOf(nodes[end], wrap);
      if (!next !== !mark || JSON.stringify(next?.attrs ?? null) !== key) break;
      end += 1;
    }
    const run = nodes.slice(place, end);
    place = end;
    if (!mark) {
      found.push(...nested(run, level + 1));
    } else if (wrap === "link") {
      const url = String(mark.attrs?.href ?? "");
      const title = mark.attrs?.title ? String(mark.attrs.title) : null;
      found.push({ type: "link", url, title, children: joined(nested(run, level + 1)) as never });
    } else {
      found.push(...emphasised(run, level, MDAST[wrap]));
    }
  }
  return found;
}

/** Spaces at the ends of what is emphasised stand outside: inside they would take the mark away. */
function emphasised(
  run: readonly DocNode[],
  level: number,
  type: "strong" | "emphasis" | "delete",
): PhrasingContent[] {
  const inner = [...run];
  const before: DocNode[] = [];
  const after: DocNode[] = [];
  const bare = (node: DocNode | undefined) =>
    node?.type === "hardBreak" ||
    (node?.type === "text" && !markOf(node, "code") && !node.text?.trim());
  while (bare(inner[0])) before.push(inner.shift() as DocNode);
  while (bare(inner.at(-1))) after.unshift(inner.pop() as DocNode);
  const split = (node: DocNode | undefined, space: string): DocNode[] =>
    space && node ? [{ ...node, text: space }] : [];
  const plainText = (node: DocNode | undefined) =>
    node?.type === "text" && !markOf(node, "code") ? (node.text ?? "") : "";
  const first = plainText(inner[0]);
  const lead = first.slice(0, first.length - first.trimStart().length);
  if (lead) {
    before.push(...split(inner[0], lead));
    inner[0] = { ...(inner[0] as DocNode), text: first.slice(lead.length) };
  }
  const last = plainText(inner.at(-1));
  const tail = last.slice(last.trimEnd().length);
  if (tail) {
    after.unshift(...split(inner.at(-1), tail));
    inner[inner.length - 1] = {
      ...(inner.at(-1) as DocNode),
      text: last.slice(0, last.length - tail.length),
    };
  }
  const children = joined(nested(inner, level + 1)) as never;
  return [
    ...nested(before, level + 1),
    ...(inner.length ? [{ type, children } as PhrasingContent] : []),
    ...nested(after, level + 1),
  ];
}

function markOf(node: DocNode | undefined, type: string): Mark | undefined {
  return node?.marks?.find((mark) => mark.type === type);
}

function leaf(node: DocNode): PhrasingContent[] {
  if (node.type === "hardBreak") {
    return [node.attrs?.soft ? { type: "text", value: "\n" } : { type: "break" }];
  }
  if (node.type === "image") {
    const { src, alt, title } = node.attrs ?? {};
    const named = { alt: String(alt ?? ""), title: title ? String(title) : null };
    return [{ type: "image", url: String(src ?? ""), ...named }];
  }
  const value = node.text ?? "";
  if (!value) return [];
  return [markOf(node, "code") ? { type: "inlineCode", value } : { type: "text", value }];
}

/** Neighbouring texts are one, so that what they are together is escaped. */
function joined(nodes: readonly PhrasingContent[]): PhrasingContent[] {
  const found: PhrasingContent[] = [];
  for (const node of nodes) {
    const last = found.at(-1);
    if (node.type === "text" && last?.type === "text") {
      found[found.length - 1] = { type: "text", value: last.value + node.value };
    } else {
      found.push(node);
    }
  }
  return found;
}
