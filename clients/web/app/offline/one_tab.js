// Work that one tab of this browser does at a time.
import {lease} from "./database.js";
import {newId} from "../live/ids.js";

const LEASE_MS = 30_000; // longer than one request may take; a tab that crashed holds it no longer
const LOOK_AGAIN_MS = 500;
const owner = newId();

/** Runs `work(stillMine)` when no other tab does. Where locks are missing (plain http on a host name) it is a lease, which `stillMine` prolongs. */
export async function inOneTab(name, work) {
  if (navigator.locks) return navigator.locks.request(name, () => work(async () => true));
  while (!(await lease(name, owner, LEASE_MS))) await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
  try {
    return await work(() => lease(name, owner, LEASE_MS));
  } finally {
    await lease(name, owner, 0);
  }
}
