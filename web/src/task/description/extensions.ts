/** What the editor of descriptions knows: what Markdown has, and blocks that stay as they were written. */

import { type Extensions, mergeAttributes, Node } from "@tiptap/core";
import { Code } from "@tiptap/extension-code";
import { HardBreak } from "@tiptap/extension-hard-break";
import { Image } from "@tiptap/extension-image";
import { TaskItem, TaskList } from "@tiptap/extension-list";
import { Table, TableCell, TableHeader, TableRow } from "@tiptap/extension-table";
import { Placeholder } from "@tiptap/extensions";
import { StarterKit } from "@tiptap/starter-kit";
import { isOwnImage, isSafeLink } from "~/model/richtext/safe";

/** Code may be bold or a link. */
const InlineCode = Code.extend({ excludes: "" });

/** A line that is begun anew is another thing than a break that Markdown calls hard. */
const Break = HardBreak.extend({
  addAttributes() {
    return { soft: { default: false, rendered: false } };
  },
});

/** An image of this server; what is pasted from elsewhere does not load. */
const OwnImage = Image.extend({
  parseHTML() {
    return [
      {
        tag: "img[src]",
        getAttrs: (element) => isOwnImage(element.getAttribute("src") ?? "") && null,
      },
    ];
  },
});

const aligned = {
  align: {
    default: null,
    parseHTML: (element: HTMLElement) => element.getAttribute("data-align"),
    renderHTML: (attrs: Record<string, unknown>) =>
      attrs.align ? { "data-align": attrs.align } : {},
  },
};

const Cell = TableCell.extend({
  content: "paragraph",
  addAttributes() {
    return { ...this.parent?.(), ...aligned };
  },
});

const HeaderCell = TableHeader.extend({
  content: "paragraph",
  addAttributes() {
    return { ...this.parent?.(), ...aligned };
  },
});

/** A block that the editor cannot hold: its text, kept as it is. */
const Source = Node.create({
  name: "source",
  group: "block",
  atom: true,
  addAttributes() {
    return { text: { default: "", rendered: false } };
  },
  parseHTML() {
    return [
      { tag: "pre[data-source]", priority: 100, getAttrs: (pre) => ({ text: pre.textContent }) },
    ];
  },
  renderHTML({ node, HTMLAttributes }) {
    const text = String(node.attrs.text);
    return ["pre", mergeAttributes(HTMLAttributes, { "data-source": "" }), ["code", {}, text]];
  },
});

export function extensions(placeholder: string): Extensions {
  return [
    StarterKit.configure({
      code: false,
      hardBreak: false,
      underline: false,
      heading: { levels: [1, 2, 3, 4, 5, 6] },
      link: {
        openOnClick: false,
        defaultProtocol: "https",
        protocols: ["http", "https", "mailto"],
        isAllowedUri: (address) => isSafeLink(address),
        HTMLAttributes: { rel: "noopener noreferrer nofollow", target: "_blank" },
      },
    }),
    InlineCode,
    Break,
    OwnImage.configure({ inline: true }),
    TaskList,
    TaskItem.configure({ nested: true }),
    Table,
    TableRow,
    HeaderCell,
    Cell,
    Source,
    Placeholder.configure({ placeholder }),
  ];
}
