/** What a node asks of one account: `line-item:<id>` in impressions or millionths of money, `campaign:<id>` in the latter. */
export interface LeaseAsk {
  readonly account: string;
  /** All that there is to spend, ever. */
  readonly goal: number;
  /** What one impression takes: nothing smaller is lent. */
  readonly unit: number;
  /** What the node would like to have for the lease's time. */
  readonly wanted: number;
  /** What it took since the last request that was answered, by when the pods expire; below 0: what it gave back. */
  readonly taken: readonly { readonly expiresAtMs: number; readonly amount: number }[];
}

export interface LeaseRequest {
  /** One run of one process: another after a restart. */
  readonly node: string;
  /** One more with each request; the same where one is sent again. */
  readonly serial: number;
  readonly asks: readonly LeaseAsk[];
  readonly nowMs: number;
  readonly ttlMs: number;
}

/** Where an account stands. `shown + pending + leased` is at most the goal, but for what crashes and late commits add. */
export interface BudgetState {
  /** Seen, each id once. */
  readonly shown: number;
  /** Taken for pods that were not seen yet and have not expired. */
  readonly pending: number;
  /** Lent to nodes, this one among them. */
  readonly leased: number;
}

export interface LeaseAnswer {
  readonly account: string;
  /** What this node holds now, in place of what it held before. */
  readonly granted: number;
  readonly state: BudgetState;
}

/** One impression that was seen, to be counted on one account. */
export interface BudgetCommit {
  /** Of the ad instance. */
  readonly id: string;
  readonly account: string;
  readonly amount: number;
  /** As it was when taken. */
  readonly expiresAtMs: number;
}

/** Budgets that several nodes spend without asking for each impression: each is lent a little for a few seconds. */
export interface BudgetStore {
  /** Each account atomically; `asks` and answers are in the same order. Sent twice with one serial, counted once. */
  lease(request: LeaseRequest): Promise<readonly LeaseAnswer[]>;
  /** For each whether it was counted; false: its id was counted before. */
  commit(commits: readonly BudgetCommit[], nowMs: number): Promise<readonly boolean[]>;
  close(): Promise<void>;
}

/** For how long a node's last serial is known. */
export const SERIAL_MEMORY_MS = 3_600_000;
/** For how long an id is known after it was counted. */
export const COMMIT_MEMORY_MS = 3_600_000;
