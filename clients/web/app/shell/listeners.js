// Those who want to hear of something.
import {useEffect, useState} from "./view.js";

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

/** For a component: the value that `read` gives, now and each time the listeners are told. */
export function useHeard(listeners, read) {
  const [value, setValue] = useState(read);
  useEffect(() => {
    const take = () => setValue(read);
    take(); // it may have changed between drawing and listening
    return listeners.add(take);
  }, []);
  return value;
}
