/** Mantine in the app's own look: its colours are the tokens, small radius, dense sizes. */

import {
  type CSSVariablesResolver,
  createTheme,
  type MantineColorsTuple,
  rem,
} from "@mantine/core";

const blue: MantineColorsTuple = [
  "#eef4fd",
  "#e0eafa",
  "#bed4f4",
  "#9cc0f8",
  "#7fadf5",
  "#4d86dc",
  "#2f6fd0",
  "#1f5fbf",
  "#194f9f",
  "#133d7c",
];

const red: MantineColorsTuple = [
  "#fdf0f1",
  "#fbe0e3",
  "#f5bcc2",
  "#f2808c",
  "#e8717e",
  "#dc4a5b",
  "#cf3a4c",
  "#c02c3f",
  "#a32334",
  "#7d1a28",
];

const dark: MantineColorsTuple = [
  "#e3e6ea",
  "#c6ccd3",
  "#9da6b0",
  "#737d89",
  "#3a424b",
  "#2d333a",
  "#20242a",
  "#181b1f",
  "#14171a",
  "#111316",
];

export const theme = createTheme({
  colors: { blue, red, dark },
  primaryColor: "blue",
  primaryShade: { light: 7, dark: 4 },
  autoContrast: true,
  luminanceThreshold: 0.28,
  black: "#1a1e23",
  fontFamily: "var(--hw-font)",
  fontFamilyMonospace: "var(--hw-font-mono)",
  headings: { fontFamily: "var(--hw-font)", fontWeight: "600" },
  fontSizes: { xs: rem(13), sm: rem(13), md: rem(14), lg: rem(16), xl: rem(20) },
  spacing: { xs: rem(4), sm: rem(8), md: rem(12), lg: rem(16), xl: rem(24) },
  radius: { xs: rem(2), sm: rem(4), md: rem(4), lg: rem(6), xl: rem(8) },
  defaultRadius: "sm",
  cursorType: "pointer",
  focusRing: "auto",
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: "xs", variant: "default" } },
    ActionIcon: { defaultProps: { variant: "subtle", color: "gray", size: 28 } },
    TextInput: { defaultProps: { size: "xs" } },
    PasswordInput: { defaultProps: { size: "xs" } },
    NumberInput: { defaultProps: { size: "xs" } },
    Textarea: { defaultProps: { size: "xs" } },
    NativeSelect: { defaultProps: { size: "xs" } },
    Select: { defaultProps: { size: "xs" } },
    Autocomplete: { defaultProps: { size: "xs" } },
    Checkbox: { defaultProps: { size: "xs" } },
    Switch: { defaultProps: { size: "xs" } },
    SegmentedControl: { defaultProps: { size: "xs" } },
    Menu: {
      defaultProps: { shadow: "md", position: "bottom-end", transitionProps: { duration: 0 } },
    },
    Popover: { defaultProps: { shadow: "md", transitionProps: { duration: 0 } } },
    Tooltip: {
      defaultProps: { openDelay: 400, withArrow: false, transitionProps: { duration: 0 } },
    },
    Modal: {
      defaultProps: { centered: false, yOffset: "10vh", transitionProps: { duration: 80 } },
    },
  },
});

/** Points Mantine's own variables at the tokens, which know light from dark. */
export const cssVariables: CSSVariablesResolver = () => {
  const shared = {
    "--mantine-color-body": "var(--hw-surface)",
    "--mantine-color-text": "var(--hw-text)",
    "--mantine-color-dimmed": "var(--hw-text-dim)",
    "--mantine-color-placeholder": "var(--hw-text-dim)",
    "--mantine-color-disabled-color": "var(--hw-text-dim)",
    "--mantine-color-error": "var(--hw-critical)",
    "--mantine-color-anchor": "var(--hw-accent-text)",
    "--mantine-color-default": "var(--hw-raised)",
    "--mantine-color-default-hover": "var(--hw-hover)",
    "--mantine-color-default-color": "var(--hw-text)",
    "--mantine-color-default-border": "var(--hw-border-strong)",
    "--mantine-color-blue-filled": "var(--hw-accent)",
    "--mantine-color-blue-filled-hover": "var(--hw-accent-hover)",
    "--mantine-color-blue-light": "var(--hw-accent-soft)",
    "--mantine-color-blue-light-hover": "var(--hw-accent-soft)",
    "--mantine-color-blue-light-color": "var(--hw-accent-text)",
    "--mantine-color-red-light-color": "var(--hw-critical)",
    "--mantine-color-red-light": "var(--hw-critical-soft)",
    "--mantine-color-red-light-hover": "var(--hw-critical-soft)",
    "--mantine-color-gray-light": "var(--hw-hover)",
    "--mantine-color-gray-light-hover": "var(--hw-hover)",
    "--mantine-color-gray-light-color": "var(--hw-text-dim)",
    "--mantine-shadow-md": "var(--hw-shadow)",
    "--mantine-shadow-xl": "var(--hw-shadow)",
  };
  return { variables: {}, light: shared, dark: shared };
};
