// Which view is on screen: the part of the address after #, such as #/board. What comes behind it belongs to the view (#/board/branches/x/callbacks/y).
import {useEffect, useState} from "./view.js";

/** ["board", "branches", "x", "callbacks", "y"] */
export const route = (hash = location.hash) => hash.replace(/^#\/?/, "").split("/").filter(Boolean).map(decodeURIComponent);

export const addressOf = (...parts) => `#/${parts.map(encodeURIComponent).join("/")}`;

export function go(...parts) {
  location.hash = addressOf(...parts);
}

export function useRoute() {
  const [hash, setHash] = useState(location.hash);
  useEffect(() => {
    const look = () => setHash(location.hash);
    addEventListener("hashchange", look);
    return () => removeEventListener("hashchange", look);
  }, []);
  return route(hash);
}
