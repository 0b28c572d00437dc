/** Markdown in and out: nothing of it is lost, nothing in it runs. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type DocNode, gist } from "./document";
import { withBox } from "./markdown";
import { readDocument } from "./read";
import { isOwnImage, isSafeLink } from "./safe";
import { blocksAsMarkdown, markdownOf } from "./write";

const types = (text: string) => readDocument(text).doc.content?.map((node) => node.type);
const anew = (text: string) => blocksAsMarkdown(readDocument(text).doc.content ?? []);

const EVERYTHING = `# Cut-over

Some **bold**, *italic*, ~~gone~~, \`code\` and [a link](https://example.org "why").
A second line.\\
And a third.

- one
- two
  1. nested
  2. again

3. three
4. four

- [ ] open
- [x] done
  - [ ] below

> quoted
>
> - within

\`\`\`sql explain
SELECT 1;
\`\`\`

| Host | Ports |
| :- | -: |
| a\\|b | 2 |

---

![rack](/api/v1/attachments/12)`;

describe("what the editor can hold", () => {
  it("comes in as blocks of their own kind", () => {
    expect(types(EVERYTHING)).toEqual([
      "heading",
      "paragraph",
      "bulletList",
      "orderedList",
      "taskList",
      "blockquote",
      "codeBlock",
      "table",
      "horizontalRule",
      "paragraph",
    ]);
  });

  it("goes out as it came, written anew", () => {
    expect(anew(EVERYTHING)).toBe(EVERYTHING);
  });

  it("keeps characters that mean something elsewhere", () => {
    for (const text of ["2 * 3 * 4", "a_b_c", "1\\. no list", "\\# no heading", "x < y && z > w"]) {
      const node = readDocument(text).doc.content?.[0] as DocNode;
      expect(gist(readDocument(blocksAsMarkdown([node])).doc.content?.[0] as DocNode)).toBe(
        gist(node),
      );
    }
  });
});

describe("what it cannot hold", () => {
  const SOURCES = [
    "<details><summary>More</summary>x</details>",
    "<script>alert(1)</script>",
    "Text with <b>HTML</b> in it",
    "[run](javascript:alert(1))",
    "[run](data:text/html,x)",
    "![tracker](https://evil.example/p.gif)",
    "[^1]: the note",
    "[ref]: https://example.org",
    "- [ ] box\n- no box",
  ];
  it.each(SOURCES)("stays as it was written: %s", (text) => {
    const { doc } = readDocument(text);
    expect(doc.content).toEqual([{ type: "source", attrs: { text } }]);
    expect(anew(text)).toBe(text);
  });
});

it("keeps a text with a footnote, and the note", () => {
  const text = "A note[^1] here\n\n[^1]: the note";
  expect(types(text)).toEqual(["source", "source"]);
  expect(anew(text)).toBe(text);
});

describe("what nobody touched", () => {
  const ODD =
    "Heading\n=======\nText\n\n\n* star\n+ plus\n\n    indented code\n\n<hr>\n__bold__  \nend\n";

  it("is the same text", () => {
    const read = readDocument(ODD);
    expect(markdownOf(read.doc, read)).toBe(ODD);
  });

  it("stays as it was beside what is changed", () => {
    const read = readDocument("* a\n* b\n\n__bold__\n\nlast one");
    const [list, bold] = read.doc.content as DocNode[];
    const fresh: DocNode = { type: "paragraph", content: [{ type: "text", text: "new" }] };
    const doc = { type: "doc", content: [list, bold, fresh] as DocNode[] };
    expect(markdownOf(doc, read)).toBe("* a\n* b\n\n__bold__\n\nnew");
  });

  it("is nothing where all is deleted", () => {
    const read = readDocument("gone");
    expect(markdownOf({ type: "doc", content: [{ type: "paragraph" }] }, read)).toBe("");
  });
});

const LINES = fc
  .stringMatching(/^[ -~äß→😀]{1,24}$/u)
  .filter((text) => text.trim() === text && text !== "");
const marks = fc.subarray(["bold", "italic", "strike", "code"]);
const words: fc.Arbitrary<DocNode> = fc
  .tuple(LINES, marks, fc.boolean())
  .map(([text, names, linked]) => {
    const found = [
      ...(linked
        ? [{ type: "link", attrs: { href: "https://example.org/a_(b)", title: null } }]
        : []),
      ...names.map((type) => ({ type })),
    ];
    return { type: "text", text, ...(found.length ? { marks: found } : {}) };
  });
const paragraph: fc.Arbitrary<DocNode> = fc
  .array(words, { minLength: 1, maxLength: 3 })
  .map((content) => ({
    type: "paragraph",
    content: content.flatMap((node, place) =>
      place ? [{ type: "text", text: " " }, node] : [node],
    ),
  }));
const list: fc.Arbitrary<DocNode> = fc
  .tuple(
    fc.constantFrom("bulletList", "orderedList", "taskList"),
    fc.array(fc.tuple(paragraph, fc.boolean()), { minLength: 1, maxLength: 3 }),
  )
  .map(([type, items]) => ({
    type,
    content: items.map(([one, checked]) =>
      type === "taskList"
        ? { type: "taskItem", attrs: { checked }, content: [one] }
        : { type: "listItem", content: [one] },
    ),
  }));
const code: fc.Arbitrary<DocNode> = fc
  .string({ minLength: 1, maxLength: 40 })
  .map((text) => text.replace(/[^\x20-\x7e\n`~]/g, "x"))
  .filter((text) => text !== "")
  .map((text) => ({
    type: "codeBlock",
    attrs: { language: null },
    content: [{ type: "text", text }],
  }));
const quote = paragraph.map((one): DocNode => ({ type: "blockquote", content: [one] }));
const heading = words.map(
  (one): DocNode => ({
    type: "heading",
    attrs: { level: 2 },
    content: [one],
  }),
);
const block = fc.oneof(paragraph, list, code, quote, heading);

describe("any document of the editor", () => {
  it("is read back as it was written", () => {
    fc.assert(
      fc.property(fc.array(block, { minLength: 1, maxLength: 4 }), (content) => {
        const text = blocksAsMarkdown(content);
        const again = readDocument(text);
        expect(again.doc.content?.map(gist), text).toEqual(content.map(gist));
      }),
      { numRuns: 50 },
    );
  });
});

describe("addresses", () => {
  it("lead to the web and to mail alone", () => {
    for (const good of ["https://a.example/x?y=1", "http://host", "mailto:a@b.example"]) {
      expect(isSafeLink(good)).toBe(true);
    }
    for (const bad of [
      "javascript:alert(1)",
      "JaVaScRiPt:x",
      "data:text/html,x",
      "vbscript:x",
      "file:///etc",
      "/relative",
      "//host",
      "",
    ]) {
      expect(isSafeLink(bad)).toBe(false);
    }
  });

  it("show images of this server alone", () => {
    expect(isOwnImage("/api/v1/attachments/12")).toBe(true);
    for (const bad of [
      "https://x/api/v1/attachments/12",
      "/api/v1/attachments/12/../../x",
      "/api/v1/attachments/0",
      "//x/12",
    ]) {
      expect(isOwnImage(bad)).toBe(false);
    }
  });
});

it("ticks the box of one item in the text", () => {
  const text = "Do:\n\n- [ ] a\n- [X] b";
  expect(withBox(text, 5, true)).toBe("Do:\n\n- [x] a\n- [X] b");
  expect(withBox(text, 13, false)).toBe("Do:\n\n- [ ] a\n- [ ] b");
  expect(withBox(text, 0, true)).toBe(text);
});
