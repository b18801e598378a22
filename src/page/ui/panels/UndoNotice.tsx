import './undo-notice.css';
import { Button, CloseButton } from '@mantine/core';
import { type FocusEvent, useEffect, useLayoutEffect, useRef } from 'react';
import type { UndoNotice as Notice } from '../../store/undo.ts';
import { usePageStore } from '../../store/use-page-store.ts';
import { usePageCommands } from '../page-commands-context.ts';

/** Says what was just done and offers to undo it. The live region is always there, so that screen readers announce what comes into it. */
export function UndoNotice() {
  const notice = usePageStore(({ undoNotice }) => undoNotice);
  return (
    <div className="ns-undo">
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for the controls of a form */}
      <div className={notice === null ? 'ns-hidden' : 'ns-undo-card'} role="group" aria-label="Last action">
        <div role="status">{notice !== null && <UndoText key={notice.id} notice={notice} />}</div>
        {notice !== null && <UndoButtons undo={notice.undo} />}
      </div>
    </div>
  );
}

function UndoText({ notice: { text, details } }: { notice: Notice }) {
  return (
    <>
      <p>{text}</p>
      {details.length > 0 && (
        <ul>
          {details.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
    </>
  );
}

function UndoButtons({ undo }: { undo: (() => void) | null }) {
  const { undoLast, dismissUndo } = usePageCommands();
  const { buttons, rememberFocus } = useFocusBack();
  useUndoKey(undo === null ? null : undoLast);
  return (
    <div ref={buttons} className="ns-undo-buttons">
      {undo !== null && (
        <Button
          size="xs"
          className="ns-strong"
          aria-keyshortcuts="Control+Z Meta+Z"
          onFocus={rememberFocus}
          onClick={undoLast}
        >
          Undo
        </Button>
      )}
      <CloseButton aria-label="Dismiss" onFocus={rememberFocus} onClick={dismissUndo} />
    </div>
  );
}

/** Ctrl+Z (or Command+Z) outside of text fields. */
function useUndoKey(undo: (() => void) | null): void {
  useEffect(() => {
    if (undo === null) return;
    const listen = (event: KeyboardEvent) => {
      const { key, code, ctrlKey, metaKey, altKey, shiftKey, repeat, defaultPrevented, target } = event;
      const isUndo = (ctrlKey || metaKey) && !altKey && !shiftKey && (key === 'z' || code === 'KeyZ');
      if (!isUndo || repeat || defaultPrevented) return;
      if (target instanceof Element && target.closest(TYPING) !== null) return;
      event.preventDefault();
      undo();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [undo]);
}

const TYPING =
  'input:not([type="checkbox"], [type="radio"], [type="file"]), textarea, [contenteditable], [role="dialog"]';

/** Where the buttons go away under the focus, it returns to where it came from, or else to the page's content. */
function useFocusBack() {
  const buttons = useRef<HTMLDivElement>(null);
  const from = useRef<HTMLElement | null>(null);
  // A layout effect ends before its elements leave the page, and with them the focus.
  useLayoutEffect(() => {
    const own = buttons.current;
    return () => {
      if (own === null || !own.contains(document.activeElement)) return;
      const main = document.querySelector('main');
      main?.setAttribute('tabindex', '-1');
      const back = from.current?.isConnected ? from.current : main;
      back?.focus({ preventScroll: true });
    };
  }, []);
  const rememberFocus = ({ relatedTarget }: FocusEvent) => {
    if (relatedTarget instanceof HTMLElement && !buttons.current?.contains(relatedTarget)) {
      from.current = relatedTarget;
    }
  };
  return { buttons, rememberFocus };
}
