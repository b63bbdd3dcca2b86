/** What is noted of a saved edition. Without a release nothing is whole yet. */
export interface Note {
  release: string;
  /** When it was last known to be the newest, in milliseconds. */
  checked: number;
  pages: number;
  bytes: number;
  /** Whether it is removed when the reader leaves by the exit. */
  leave: boolean;
}

/** What all events of a worker have in common here; each has some of it. */
export interface WorkerEvent extends Event {
  readonly data: unknown;
  readonly request: Request;
  waitUntil(work: Promise<unknown>): void;
  respondWith(answer: Promise<Response>): void;
}

/** The global of a service worker, as far as ours uses it: the types of pages do not have it. */
export interface Worker {
  readonly registration: ServiceWorkerRegistration;
  readonly clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener(kind: string, listener: (event: WorkerEvent) => void): void;
}
