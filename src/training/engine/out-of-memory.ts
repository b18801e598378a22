/** The device has no room for what was asked of it. */
export class OutOfMemory extends Error {
  constructor() {
    super('The networks do not fit into the memory of the GPU. Choose a smaller network or fewer arms.');
    this.name = 'OutOfMemory';
  }
}
