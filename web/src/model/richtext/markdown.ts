/** Markdown (CommonMark with GitHub's tables, task lists and strikethrough) to a tree and back. Pure. */

import type { Root } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown, gfmToMarkdown } from "mdast-util-gfm";
import { toMarkdown } from "mdast-util-to-markdown";
import { gfm } from "micromark-extension-gfm";

export function parseMarkdown(text: string): Root {
  return fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
}

export function writeMarkdown(children: Root["children"]): string {
  const text = toMarkdown(
    { type: "root", children },
    {
      bullet: "-",
      emphasis: "*",
      fences: true,
      listItemIndent: "one",
      rule: "-",
      extensions: [gfmToMarkdown({ tablePipeAlign: false })],
    },
  );
  return text.replace(/\n$/, "");
}

/** The text with the box of the task list's item that begins at `offset` ticked or not. */
export function withBox(text: string, offset: number, checked: boolean): string {
  const item = text.slice(offset);
  const [mark] = /^(?:[-*+]|\d{1,9}[.)])\s+\[[ xX]\]/.exec(item) ?? [];
  if (!mark) return text;
  const box = `${mark.slice(0, -2)}${checked ? "x" : " "}]`;
  return text.slice(0, offset) + box + item.slice(mark.length);
}
