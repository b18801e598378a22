import { convertCssVariables, deepMerge, defaultCssVariablesResolver, useMantineTheme } from '@mantine/core';
import { useInsertionEffect } from 'react';
import { resolveVariables } from './theme.ts';

/**
 * Mantine's variables as our theme has them. Mantine would write them into a `<style>` element, and the page's
 * Content-Security-Policy lets no such element count.
 */
export function ThemeSheet() {
  const theme = useMantineTheme();
  useInsertionEffect(() => {
    const variables = deepMerge(defaultCssVariablesResolver(theme), resolveVariables(theme));
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(convertCssVariables(variables, ':root'));
    document.adoptedStyleSheets.push(sheet);
    return () => {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet);
    };
  }, [theme]);
  return null;
}
