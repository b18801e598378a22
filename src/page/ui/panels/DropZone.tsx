import { useEffect, useState } from 'react';
import { usePageCommands } from '../page-commands-context.ts';
import { broughtFiles } from './brought-files.ts';

/** Takes files and folders that are dropped anywhere on the page, and says so while they hover; and files that are pasted. */
export function DropZone() {
  const { openFiles } = usePageCommands();
  const [hovering, setHovering] = useState(false);
  useEffect(() => {
    const open = (transfer: DataTransfer | null) => {
      const give = (files: readonly File[]) => files.length > 0 && openFiles(files);
      const brought = broughtFiles(transfer);
      if (brought instanceof Promise) void brought.then(give);
      else give(brought);
    };
    const bringsFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
    const over = (event: DragEvent) => {
      if (!bringsFiles(event)) return;
      event.preventDefault();
      setHovering(true);
    };
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) setHovering(false);
    };
    const drop = (event: DragEvent) => {
      if (!bringsFiles(event)) return;
      event.preventDefault();
      setHovering(false);
      open(event.dataTransfer);
    };
    const paste = (event: ClipboardEvent) => {
      if ((event.clipboardData?.files.length ?? 0) === 0) return;
      event.preventDefault();
      open(event.clipboardData);
    };
    const listeners = { dragenter: over, dragover: over, dragleave: leave, drop };
    const entries = Object.entries(listeners) as [keyof typeof listeners, (event: DragEvent) => void][];
    for (const [type, listener] of entries) window.addEventListener(type, listener);
    window.addEventListener('paste', paste);
    return () => {
      window.removeEventListener('paste', paste);
      for (const [type, listener] of entries) window.removeEventListener(type, listener);
    };
  }, [openFiles]);
  if (!hovering) return null;
  return (
    <div className="ns-drop">
      <p>
        Drop a run file, a picture exported here, or IDX files to train on: images and labels, or both twice
        for training and test
      </p>
    </div>
  );
}
