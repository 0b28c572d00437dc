/** The icons of the editor alone, so that they come with it. */

export { default as IconBlockquote } from "@tabler/icons-react/icons/IconBlockquote";
export { default as IconBold } from "@tabler/icons-react/icons/IconBold";
export { default as IconCode } from "@tabler/icons-react/icons/IconCode";
export { default as IconHeading } from "@tabler/icons-react/icons/IconHeading";
export { default as IconItalic } from "@tabler/icons-react/icons/IconItalic";
export { default as IconLink } from "@tabler/icons-react/icons/IconLink";
export { default as IconList } from "@tabler/icons-react/icons/IconList";
export { default as IconListCheck } from "@tabler/icons-react/icons/IconListCheck";
export { default as IconListNumbers } from "@tabler/icons-react/icons/IconListNumbers";
export { default as IconMarkdown } from "@tabler/icons-react/icons/IconMarkdown";
export { default as IconPhoto } from "@tabler/icons-react/icons/IconPhoto";
export { default as IconSourceCode } from "@tabler/icons-react/icons/IconSourceCode";
export { default as IconStrikethrough } from "@tabler/icons-react/icons/IconStrikethrough";
export { default as IconTablePlus } from "@tabler/icons-react/icons/IconTablePlus";
