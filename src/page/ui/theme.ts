import { type CSSVariablesResolver, createTheme } from '@mantine/core';

/** What opens is there at once: while networks train, the frames of a fade may be long in coming. */
const atOnce = { defaultProps: { transitionProps: { duration: 0 } } };

/** Mantine's part of the look; the colours themselves are in `theme.css`. */
export const theme = createTheme({
  fontFamily: 'var(--ns-font)',
  defaultRadius: 8,
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Menu: atOnce,
    Popover: atOnce,
    Tooltip: atOnce,
    // theme.css keeps the page still behind a dialog: Mantine would do it by a <style> element.
    Modal: { defaultProps: { ...atOnce.defaultProps, lockScroll: false } },
  },
});

/** Points Mantine's colours at ours, so that light and dark are said once. */
export const resolveVariables: CSSVariablesResolver = () => ({
  variables: {
    '--mantine-color-body': 'var(--ns-bg)',
    '--mantine-color-text': 'var(--ns-ink)',
    '--mantine-color-bright': 'var(--ns-ink)',
    '--mantine-color-dimmed': 'var(--ns-soft)',
    '--mantine-color-placeholder': 'var(--ns-faint)',
    '--mantine-color-error': 'var(--ns-bad)',
    '--mantine-color-anchor': 'var(--ns-bn)',
    '--mantine-color-default': 'var(--ns-card)',
    '--mantine-color-default-hover': 'var(--ns-hair)',
    '--mantine-color-default-color': 'var(--ns-ink)',
    '--mantine-color-default-border': 'var(--ns-line)',
    '--mantine-color-disabled': 'var(--ns-hair)',
    '--mantine-color-disabled-color': 'var(--ns-faint)',
    '--mantine-color-disabled-border': 'var(--ns-line)',
    '--mantine-primary-color-filled': 'var(--ns-bn)',
  },
  light: {},
  dark: {},
});
