/** Icons of the inbox alone: they come with the page. */

export { default as IconArchive } from "@tabler/icons-react/icons/IconArchive";
export { default as IconArrowBackUp } from "@tabler/icons-react/icons/IconArrowBackUp";
export { default as IconMail } from "@tabler/icons-react/icons/IconMail";
export { default as IconMailOpened } from "@tabler/icons-react/icons/IconMailOpened";
export { default as IconZzz } from "@tabler/icons-react/icons/IconZzz";
