/** Something on the GPU, there for as long as somebody holds it; who makes it is the first. */
export abstract class Held {
  #holders = 1;

  hold(): this {
    this.#holders += 1;
    return this;
  }

  release(): void {
    this.#holders -= 1;
    if (this.#holders === 0) this.destroy();
  }

  protected abstract destroy(): void;
}

/** Visits everything held that is in a container, however deep. */
export function eachHeld(container: unknown, visit: (held: Held) => void): void {
  if (container instanceof Held) visit(container);
  else if (Array.isArray(container)) for (const one of container) eachHeld(one, visit);
  else if (typeof container === 'object' && container !== null && !ArrayBuffer.isView(container)) {
    for (const one of Object.values(container)) eachHeld(one, visit);
  }
}

export const releaseAll = (container: unknown): void => eachHeld(container, (held) => held.release());
