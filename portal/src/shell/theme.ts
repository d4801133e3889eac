import { Badge, type CSSVariablesResolver, createTheme, Input, type MantineColorsTuple } from "@mantine/core";

const leaf: MantineColorsTuple = [
  "#ecf8f5",
  "#d5eee8",
  "#a8dccf",
  "#77c9b5",
  "#4fb99f",
  "#34ae90",
  "#1f9d80",
  "#0f7f68",
  "#0a6653",
  "#034f40",
];

const dark: MantineColorsTuple = [
  "#e4e8e6",
  "#b6bebb",
  "#929b98",
  "#6b7471",
  "#3e4644",
  "#2f3634",
  "#222827",
  "#181d1c",
  "#121615",
  "#0c0f0e",
];

const font = '"Figtree Variable", system-ui, -apple-system, "Segoe UI", Roboto, sans-serif';

export const theme = createTheme({
  colors: { leaf, dark },
  primaryColor: "leaf",
  primaryShade: 7,
  defaultRadius: "md",
  fontFamily: font,
  headings: { fontFamily: font, fontWeight: "650" },
  focusRing: "auto",
  cursorType: "pointer",
  respectReducedMotion: true,
  components: {
    Badge: Badge.extend({ defaultProps: { tt: "none" } }),
    // Fields beside each other stand in one line, however much is told below them.
    InputWrapper: Input.Wrapper.extend({
      defaultProps: { inputWrapperOrder: ["label", "input", "description", "error"] },
    }),
  },
});

const TINTS = ["leaf", "blue", "orange", "grape", "gray", "red"];

/** Tinted grounds (badges, marks) and errors that everybody can read: 4.5 to 1 at least, in the dark too. */
export const variables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    "--mantine-color-error": "var(--mantine-color-red-9)",
    "--mantine-color-orange-light-color": "#a83a08",
  },
  dark: {
    "--mantine-color-error": "var(--mantine-color-red-4)",
    ...Object.fromEntries(
      TINTS.flatMap((name) => [
        [
          `--mantine-color-${name}-light`,
          `color-mix(in srgb, var(--mantine-color-${name}-5) 17%, transparent)`,
        ],
        [`--mantine-color-${name}-light-color`, `var(--mantine-color-${name}-2)`],
      ]),
    ),
  },
});
