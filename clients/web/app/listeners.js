// A list of functions that want to hear of something.
export class Listeners {
  #all = new Set();

  /** Returns the function that ends it. */
  add(listener) {
    this.#all.add(listener);
    return () => this.#all.delete(listener);
  }

  tell(...news) {
    for (const listener of [...this.#all]) listener(...news);
  }
}
