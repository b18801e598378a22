import { useMediaQuery } from '@mantine/hooks';

/** Whether the page stands in one column, as on a phone. The width is that of the style sheets. */
export const useNarrow = (): boolean =>
  useMediaQuery('(max-width: 800px)', false, { getInitialValueInEffect: false });
