/**
 * Lets a browser translate the page while React changes it.
 *
 * Chrome, Edge and Google's translator put a `<font>` with the translated words in the place of a text. React knows nothing of it: it
 * goes on to change the text that is no longer on the page, so numbers stand still, and it throws when it is to take that text
 * out of the page (React issue 11538). So this notes which `<font>` stands in for which text. When React changes the text, the text
 * comes back into the page, for the translator to find; when React removes or inserts something there, the `<font>` is taken
 * for the text. Nothing happens while nobody translates.
 *
 * It works for every text, so that no component has to know of it; `translate="no"` on all numbers would leave out those
 * that somebody forgets, and would cure no removal.
 */
export function bearTranslation(): void {
  const standIns = new WeakMap<Node, Element>();
  const originals = new WeakMap<Node, Text>();
  const observer = new MutationObserver((records) => {
    const added = new Set<Node>();
    for (const { addedNodes, nextSibling, previousSibling, removedNodes, target, type } of records) {
      if (type === 'characterData') {
        bringBack(target);
        continue;
      }
      for (const node of addedNodes) added.add(node);
      for (const text of removedNodes) {
        if (!(text instanceof Text) || text.isConnected) continue;
        const fonts = [...addedNodes, previousSibling, nextSibling].filter(isFont);
        const font = fonts.find((one) => added.has(one) && !originals.has(one));
        if (font !== undefined) stand(font, text);
      }
    }
  });

  function stand(font: Element, text: Text) {
    standIns.set(text, font);
    originals.set(font, text);
    observer.observe(text, { characterData: true });
  }

  /** Puts back a text that has changed, with those beside it: they may be one sentence, which was translated as a whole. */
  function bringBack(text: Node) {
    for (const node of [...(standIns.get(text)?.parentNode?.childNodes ?? [])]) {
      const original = originals.get(node);
      if (original !== undefined && !original.isConnected) node.parentNode?.replaceChild(original, node);
    }
  }

  /** What is in `parent` in the place of a node: itself, what stands in for it, or what was put around it. Null when nothing is. */
  function placeIn(parent: Node, node: Node): Node | null {
    let place = node.parentNode === null ? standIns.get(node) : node;
    while (place && place.parentNode !== parent) place = place.parentNode ?? undefined;
    return place ?? null;
  }

  const { insertBefore, removeChild } = Node.prototype;
  Node.prototype.removeChild = function <T extends Node>(this: Node, node: T): T {
    const place = placeIn(this, node);
    // Out of the page already, with what stood in for it: what was wanted.
    if (place !== null || node.parentNode !== null) removeChild.call(this, place ?? node);
    return node;
  };
  Node.prototype.insertBefore = function <T extends Node>(this: Node, node: T, before: Node | null): T {
    const place = before === null ? null : placeIn(this, before);
    insertBefore.call(this, node, place ?? (before?.parentNode ? before : null));
    return node;
  };
  observer.observe(document.body, { childList: true, subtree: true });
}

const isFont = (node: Node | null): node is Element => node instanceof Element && node.localName === 'font';
