/**
 * From Markdown to what the editor holds, block by block. A block that the editor could not hold
 * without loss (raw HTML, footnotes, images from elsewhere, links that would run something) stays
 * text: a block of type `source` that is written back as it is. Pure.
 */

import type { BlockContent, DefinitionContent, List, PhrasingContent, RootContent } from "mdast";
import { type DocNode, gist, type Mark, type Read, type Written } from "./document";
import { parseMarkdown } from "./markdown";
import { isOwnImage, isSafeLink } from "./safe";
import { blocksAsMarkdown } from "./write";

/** Thrown for what the editor has no place for. */
class NoPlace extends Error {}

const EMPTY: DocNode = { type: "paragraph" };

export function readDocument(text: string): Read {
  const blocks = parseMarkdown(text).children;
  const offset = (block: RootContent | undefined, end: "start" | "end", otherwise: number) =>
    block?.position?.[end].offset ?? otherwise;
  const written: Written[] = blocks.map((block, place) => {
    // Spaces before an indented block belong to it.
    const from = offset(block, "start", 0);
    const to = offset(block, "end", text.length);
    const raw = text.slice(from, to);
    const gap = text.slice(to, offset(blocks[place + 1], "start", to));
    return { node: heldOr(block, raw), raw, gap };
  });
  const content = written.map((one) => one.node);
  return { doc: { type: "doc", content: content.length ? content : [EMPTY] }, written, text };
}

/** The block as the editor holds it if that says the same, else its text. */
function heldOr(block: RootContent, raw: string): DocNode {
  const source: DocNode = { type: "source", attrs: { text: raw } };
  try {
    const node = blockOf(block);
    const [again, more] = parseMarkdown(blocksAsMarkdown([node])).children;
    if (!again || more) return node.content?.length ? source : node;
    return gist(blockOf(again)) === gist(node) ? node : source;
  } catch (error) {
    if (error instanceof NoPlace) return source;
    throw error;
  }
}

function blockOf(block: RootContent): DocNode {
  switch (block.type) {
    case "paragraph":
      return filled("paragraph", inline(block.children));
    case "heading":
      return filled("heading", inline(block.children), { level: block.depth });
    case "thematicBreak":
      return { type: "horizontalRule" };
    case "blockquote":
      return { type: "blockquote", content: blocksOf(block.children) };
    case "code": {
      const language = [block.lang, block.meta].filter(Boolean).join(" ") || null;
      const content = block.value ? [{ type: "text", text: block.value }] : [];
      return filled("codeBlock", content, { language });
    }
    case "list":
      return listOf(block);
    case "table": {
      const rows = block.children.map((row, line) => ({
        type: "tableRow",
        content: (block.align ?? row.children).map((_, column) => ({
          type: line === 0 ? "tableHeader" : "tableCell",
          attrs: { align: block.align?.[column] ?? null },
          content: [filled("paragraph", inline(row.children[column]?.children ?? []))],
        })),
      }));
      return { type: "table", content: rows };
    }
    default:
      throw new NoPlace(block.type);
  }
}

function filled(
  type: string,
  content: readonly DocNode[],
  attrs?: Record<string, unknown>,
): DocNode {
  return { type, ...(attrs ? { attrs } : {}), ...(content.length ? { content } : {}) };
}

function blocksOf(blocks: readonly (BlockContent | DefinitionContent)[]): DocNode[] {
  return blocks.length ? blocks.map(blockOf) : [EMPTY];
}

function listOf(list: List): DocNode {
  const boxes = list.children.filter((item) => typeof item.checked === "boolean").length;
  if (boxes && (boxes < list.children.length || list.ordered)) throw new NoPlace("boxes");
  const content = list.children.map((item): DocNode => {
    const blocks = blocksOf(item.children);
    if (blocks[0]?.type !== "paragraph") throw new NoPlace("item");
    return boxes
      ? { type: "taskItem", attrs: { checked: item.checked === true }, content: blocks }
      : { type: "listItem", content: blocks };
  });
  if (boxes) return { type: "taskList", content };
  if (!list.ordered) return { type: "bulletList", content };
  return { type: "orderedList", attrs: { start: list.start ?? 1 }, content };
}

function inline(nodes: readonly PhrasingContent[], marks: readonly Mark[] = []): DocNode[] {
  const having = (node: DocNode): DocNode => (marks.length ? { ...node, marks } : node);
  const within = (children: readonly PhrasingContent[], mark: Mark) =>
    inline(children, [...marks.filter((one) => one.type !== mark.type), mark]);
  return nodes.flatMap((node): DocNode[] => {
    switch (node.type) {
      case "text":
        return lines(node.value, having);
      case "break":
        return [having({ type: "hardBreak" })];
      case "strong":
        return within(node.children, { type: "bold" });
      case "emphasis":
        return within(node.children, { type: "italic" });
      case "delete":
        return within(node.children, { type: "strike" });
      case "inlineCode":
        return [{ type: "text", text: node.value, marks: [...marks, { type: "code" }] }];
      case "link": {
        if (!isSafeLink(node.url)) throw new NoPlace("link");
        const attrs = { href: node.url, title: node.title ?? null };
        return within(node.children, { type: "link", attrs });
      }
      case "image": {
        if (!isOwnImage(node.url)) throw new NoPlace("image");
        const attrs = { src: node.url, alt: node.alt || null, title: node.title ?? null };
        return [having({ type: "image", attrs })];
      }
      default:
        throw new NoPlace(node.type);
    }
  });
}

/** Lines of a text: people mean a line that they begin, so each is shown as one. */
function lines(text: string, having: (node: DocNode) => DocNode): DocNode[] {
  return text
    .split("\n")
    .flatMap((line, place) => [
      ...(place ? [having({ type: "hardBreak", attrs: { soft: true } })] : []),
      ...(line ? [having({ type: "text", text: line })] : []),
    ]);
}
