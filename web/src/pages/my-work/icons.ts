/** Icons of My work, fetched with it. */

export { default as IconUserCheck } from "@tabler/icons-react/icons/IconUserCheck";
