// The same as krul-look-bench, of BullMQ: of 100,000 delayed jobs DUE are due, one every BETWEEN milliseconds, one worker.
//   late_jobs.mjs SOCKET DUE BETWEEN      prints the milliseconds late: p50, p99, the most, and how many were early
import {Queue, Worker} from "bullmq";

const OPEN = 100_000;
const [DUE, BETWEEN] = process.argv.slice(3).map(Number);
const AT_ONCE = 1000;
const connection = {path: process.argv[2], maxRetriesPerRequest: null};
const queue = new Queue("looks", {connection});

async function put(count, dueAt) {
  for (let begin = 0; begin < count; begin += AT_ONCE) {
    const now = Date.now();
    await queue.addBulk(
      Array.from({length: Math.min(AT_ONCE, count - begin)}, (_, i) => ({
        name: "look",
        data: {at: dueAt(begin + i)},
        opts: {delay: Math.max(0, dueAt(begin + i) - now), removeOnComplete: true},
      })),
    );
  }
}

const late = [];
const all = new Promise((done) => {
  const worker = new Worker(
    "looks",
    async (job) => {
      late.push(Date.now() - job.data.at);
      if (late.length === DUE) done(worker);
    },
    {connection, concurrency: 64},
  );
});
const tomorrow = Date.now() + 24 * 3600 * 1000;
await put(OPEN - DUE, () => tomorrow);
const begin = Date.now() + 8000;
await put(DUE, (i) => begin + i * BETWEEN);
const worker = await all;
late.sort((one, other) => one - other);
console.log(late[Math.floor(late.length / 2)], late[Math.floor((late.length * 99) / 100)], late.at(-1), late.filter((ms) => ms < 0).length);
await worker.close();
await queue.close();
