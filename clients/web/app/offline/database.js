// The desk's own database in this browser (IndexedDB): notes that the server has not confirmed, and what the desk needs to go on without a server.
const NAME = "krul";
const VERSION = 1;

/** Notes not yet confirmed, by their id. */
const NOTES = "notes";
/** Single values by name: the session, the firm, the board. */
const KEPT = "kept";

let opening = null;

function open() {
  opening ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, VERSION);
    request.onupgradeneeded = () => {
      request.result.createObjectStore(NOTES, {keyPath: "id"});
      request.result.createObjectStore(KEPT);
    };
    request.onsuccess = () => {
      // Another tab brings a newer version of the desk: it must not wait for this one.
      request.result.onversionchange = () => request.result.close();
      resolve(request.result);
    };
    request.onerror = () => reject(request.error);
  });
  opening.catch(() => (opening = null));
  return opening;
}

/** Runs `work(objectStore)` in one transaction; resolves, with what the request it returns holds, once all of it is on disk. */
async function transact(store, mode, work) {
  const database = await open();
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(store, mode, {durability: "strict"});
    const request = work(transaction.objectStore(store));
    transaction.oncomplete = () => resolve(request?.result);
    transaction.onabort = () => reject(transaction.error);
  });
}

export const putNote = (note) => transact(NOTES, "readwrite", (notes) => notes.put(note));
export const removeNote = (id) => transact(NOTES, "readwrite", (notes) => notes.delete(id));
export const allNotes = () => transact(NOTES, "readonly", (notes) => notes.getAll());

/** Changes a note if it is there still; one that another tab has removed stays removed. */
export const changeNote = (note) =>
  transact(NOTES, "readwrite", (notes) => {
    notes.getKey(note.id).onsuccess = (event) => event.target.result && notes.put(note);
  });

export const keep = (name, value) => transact(KEPT, "readwrite", (kept) => kept.put(value, name));
export const kept = (name) => transact(KEPT, "readonly", (all) => all.get(name));

/** Takes `name` for `span_ms` unless somebody else has it; the answer says whether. */
export async function lease(name, owner, span_ms) {
  let taken = false;
  await transact(KEPT, "readwrite", (all) => {
    const request = all.get(name);
    request.onsuccess = () => {
      const held = request.result;
      if (held && held.owner !== owner && held.until > Date.now()) return;
      taken = true;
      all.put({owner, until: Date.now() + span_ms}, name);
    };
  });
  return taken;
}
