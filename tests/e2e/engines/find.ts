/** The role of an element of the page that the main job uses, and its exact name. */
export type Named = readonly [role: 'button' | 'switch' | 'textbox' | 'menuitem' | 'slider', name: string];

/** A point of the window. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** The events of a click or a tap, for {@link pointOf}. */
export const PRESSES: readonly string[] = [
  'pointerdown',
  'mousedown',
  'touchstart',
  'pointerup',
  'mouseup',
  'touchend',
  'click',
];

/** Resolves when the click of a press comes, with whether it met the element. */
type GuardedWindow = typeof globalThis & { click?: Promise<boolean> };

/**
 * Runs in the page: brings an element into the middle of the window and gives a point of it, or null while it is not
 * there, moves, is disabled, or lies under something else. Until its click comes, a press that misses the element does nothing.
 */
export async function pointOf(
  role: Named[0],
  name: string,
  presses: readonly string[],
): Promise<Point | null> {
  const selectors = {
    button: 'button, [role=button]',
    switch: '[role=switch]',
    textbox: 'input[type=text], input:not([type])',
    menuitem: '[role=menuitem]',
    slider: '[role=slider]',
  };
  const nameOf = (element: HTMLElement) => {
    const labels = 'labels' in element ? [...((element as HTMLInputElement).labels ?? [])] : [];
    const words = labels.map((label) => label.textContent).join(' ');
    return (element.getAttribute('aria-label') ?? (words || element.textContent)).replace(/\s+/g, ' ').trim();
  };
  const found = [...document.querySelectorAll<HTMLElement>(selectors[role])].find(
    (element) => nameOf(element) === name && !element.matches(':disabled, [data-disabled]'),
  );
  if (found === undefined) return null;
  found.scrollIntoView({ block: 'center', behavior: 'instant' });
  const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  await nextFrame();
  const before = found.getBoundingClientRect();
  await nextFrame();
  const box = found.getBoundingClientRect();
  if (box.width === 0 || before.x !== box.x || before.y !== box.y) return null;
  const point = { x: Math.round(box.x + box.width / 2), y: Math.round(box.y + box.height / 2) };
  const labels = 'labels' in found ? [...((found as HTMLInputElement).labels ?? [])] : [];
  const isHit = (target: EventTarget | null) =>
    target instanceof Node && [found, ...labels].some((element) => element.contains(target));
  if (!isHit(document.elementFromPoint(point.x, point.y))) return null;

  let end = () => {};
  (globalThis as GuardedWindow).click = new Promise<boolean>((resolve) => {
    const guard = (event: Event) => {
      const hits = isHit(event.target);
      if (!hits) {
        event.stopImmediatePropagation();
        event.preventDefault();
      }
      if (event.type === 'click') resolve(hits);
    };
    for (const type of presses) addEventListener(type, guard, { capture: true, passive: false });
    end = () => {
      for (const type of presses) removeEventListener(type, guard, { capture: true });
    };
  }).finally(end);
  return point;
}

/**
 * Runs in the page: whether the press since {@link pointOf} met the element. What moves between down and up is not clicked, and a
 * press that ends on nothing makes no click at all.
 */
export const tookPress = (): Promise<boolean> => {
  const { click } = globalThis as GuardedWindow;
  const none = new Promise<boolean>((resolve) => setTimeout(resolve, 3000, false));
  return Promise.race([click ?? none, none]);
};
