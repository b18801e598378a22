import { useEffect } from 'react';

/** On what has the focus only because what had it is gone. */
const KEPT = 'data-focus-kept';
const PORTAL = '[data-portal]';
const TAKES_FOCUS =
  'button:enabled, input:enabled, select:enabled, textarea:enabled, a[href], summary, [tabindex="0"]';
/** A dialog or a menu gives the focus back to where it was opened, a moment after it has closed. */
const GIVEN_BACK_MS = 100;

/** Whether nothing has the focus that a person has chosen. */
export function isFocusLost(): boolean {
  const { activeElement, body } = document;
  return (
    activeElement === null ||
    activeElement === body ||
    activeElement.matches(':disabled') ||
    activeElement.closest(`[${KEPT}], [role="dialog"]`) !== null
  );
}

/** Keeps the focus where a person was, as long as the page is shown. */
export function useKeptFocus(): void {
  useEffect(keepFocus, []);
}

/**
 * When what has the focus goes away or is turned off, the focus would go to the page as a whole: the next press of Space would start or
 * pause the run, and the next Tab would begin at the top. It goes to what came in its place, such as "Stop" for "Start", or
 * else to what was around it, from where Tab goes on. What is only turned off gets it back when it is turned on.
 *
 * @returns ends it
 */
function keepFocus(): () => void {
  let last: { readonly element: Element; readonly around: readonly Element[] } | null = null;
  let waiting: HTMLElement | null = null;
  /** Whether nothing on the page had the focus when a dialog or menu took it. */
  let fromPage = false;
  const listening = new AbortController();

  document.addEventListener(
    'focusin',
    ({ relatedTarget, target }) => {
      if (!(target instanceof Element) || target.hasAttribute(KEPT)) return;
      waiting = null;
      if (isInPortal(target) && !last?.around.some((one) => one.matches(PORTAL)))
        fromPage = relatedTarget === null;
      last = { element: target, around: ancestors(target) };
    },
    listening,
  );
  // A person who clicks where nothing takes the focus has put it away.
  document.addEventListener(
    'focusout',
    ({ relatedTarget, target }) => {
      if (relatedTarget !== null) return;
      setTimeout(() => {
        const isAway = document.hasFocus() && document.activeElement !== target;
        if (isAway && last !== null && last.element === target && isUsable(last.element)) last = null;
      });
    },
    listening,
  );

  function watch(records: readonly MutationRecord[]) {
    if (waiting !== null && isUsable(waiting)) {
      if (isFocusLost()) waiting.focus({ preventScroll: true });
      waiting = null;
    }
    if (last === null || isUsable(last.element)) return;
    const { activeElement, body } = document;
    if (activeElement !== null && activeElement !== body && activeElement !== last.element) return;
    const { around, element } = last;
    last = null;
    if (element.isConnected && element instanceof HTMLElement) {
      waiting = element;
      rest(around);
      return;
    }
    if (!around.some((one) => one.matches(PORTAL))) {
      const added = records.flatMap(({ addedNodes }) => [...addedNodes]);
      const near = around.find(({ isConnected }) => isConnected);
      const instead = near === document.body ? undefined : firstIn(near, added);
      if (instead === undefined) rest(around);
      else instead.focus({ preventScroll: true });
      return;
    }
    setTimeout(() => {
      if (document.activeElement !== document.body) return;
      const opener = openerOf(around);
      if (opener === null && fromPage) return;
      if (opener !== null && !isUsable(opener)) waiting = opener;
      rest(opener === null ? [] : ancestors(opener));
    }, GIVEN_BACK_MS);
  }

  const observer = new MutationObserver(watch);
  observer.observe(document.body, { subtree: true, childList: true, attributeFilter: ['disabled'] });
  return () => {
    observer.disconnect();
    listening.abort();
  };
}

const isInPortal = (element: Element): boolean => element.closest(PORTAL) !== null;

const isUsable = (element: Element): boolean => element.isConnected && !element.matches(':disabled');

function ancestors(element: Element): readonly Element[] {
  const around: Element[] = [];
  for (let one = element.parentElement; one !== null; one = one.parentElement) around.push(one);
  return around;
}

/** The first that takes the focus of what was added somewhere. */
function firstIn(place: Element | undefined, added: readonly Node[]): HTMLElement | undefined {
  const candidates = [...(place?.querySelectorAll<HTMLElement>(TAKES_FOCUS) ?? [])];
  return candidates.find((one) => added.some((node) => node.contains(one)));
}

/** The button of the menu that was around. */
function openerOf(around: readonly Element[]): HTMLElement | null {
  const menu = around.find((one) => one.matches('[role="menu"]'));
  return document.getElementById(menu?.getAttribute('aria-labelledby') ?? '');
}

/** Gives the focus to the innermost of these elements that is on the page and can take it, or to the page's content. */
function rest(around: readonly Element[]): void {
  const main = document.querySelector('main');
  const inside = around.filter((one) => one.isConnected && one.parentElement !== document.body);
  for (const place of [...inside, ...(main === null ? [] : [main])]) {
    if (!(place instanceof HTMLElement) || place === document.body || place.id === 'root') continue;
    const own = place.getAttribute('tabindex');
    place.tabIndex = -1;
    place.setAttribute(KEPT, '');
    const leave = () => {
      place.removeAttribute(KEPT);
      if (own === null) place.removeAttribute('tabindex');
      else place.setAttribute('tabindex', own);
    };
    place.focus({ preventScroll: true });
    if (document.activeElement === place) {
      place.addEventListener('blur', leave, { once: true });
      return;
    }
    leave();
  }
}
