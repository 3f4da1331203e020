import { availableParallelism } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { LabelSheet, Press } from './label-press.ts';
import type { PressAnswer, PressOrder } from './press-messages.ts';

/** A press whose sheets are made elsewhere; `close` ends its threads. */
export interface ThreadedPress extends Press {
  sheet(sheet: LabelSheet): Promise<Uint8Array[]>;
  /** Sheets worth asking for at once. */
  width: number;
  close(): Promise<void>;
}

interface Waiting {
  resolve: (files: Uint8Array[]) => void;
  reject: (error: Error) => void;
}

/** The main thread only hands sheets over and stays free for whoever looks something up meanwhile. */
const mostThreads = 4;

export function pressThreads(order: PressOrder, threads = threadsHere()): ThreadedPress {
  const waiting = new Map<number, Waiting>();
  const workers = Array.from({ length: threads }, () => newWorker(order));
  let count = 0;
  let failure: Error | undefined;
  for (const worker of workers) {
    worker.on('message', settle);
    worker.on('error', fail);
    worker.on('exit', () => {
      fail(new Error('A press thread ended'));
    });
  }

  return {
    width: threads * 2,

    sheet(sheet): Promise<Uint8Array[]> {
      return new Promise((resolve, reject) => {
        if (failure) {
          reject(failure);
          return;
        }
        const number = count++;
        waiting.set(number, { resolve, reject });
        workers[number % threads]?.postMessage({ number, sheet });
      });
    },

    async close(): Promise<void> {
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };

  function settle(answer: PressAnswer): void {
    const asker = waiting.get(answer.number);
    waiting.delete(answer.number);
    if ('files' in answer) asker?.resolve(answer.files);
    else asker?.reject(new Error(answer.failure));
  }

  function fail(error: Error): void {
    failure ??= error;
    for (const { reject } of waiting.values()) reject(failure);
    waiting.clear();
  }
}

function threadsHere(): number {
  return Math.max(1, Math.min(mostThreads, availableParallelism()));
}

/** Beside this file with the same ending: compiled in `dist`, else as written, as development and tests run it. */
function newWorker(workerData: PressOrder): Worker {
  const here = import.meta.filename;
  const file = path.join(path.dirname(here), `press-worker${path.extname(here)}`);
  if (file.endsWith('.js')) return new Worker(file, { workerData });
  // Node 20 hands no loader down to threads: this one asks for its own, which only a checkout has.
  const load = `({ register }) => { register(); return import(${JSON.stringify(pathToFileURL(file).href)}); }`;
  return new Worker(`void import('tsx/esm/api').then(${load});`, { eval: true, workerData, execArgv: [] });
}
