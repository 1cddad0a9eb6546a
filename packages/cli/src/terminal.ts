/** What a command may touch outside itself. Tests pass a fake. */
export interface Terminal {
  /** True where lines may carry ANSI colours. */
  readonly hasColours?: boolean;
  /** One line to stdout. */
  print(line: string): void;
  /** One line to stderr. */
  complain(line: string): void;
  /** Lines of stdin, without their ends. */
  lines(): AsyncIterable<string>;
  /** Settles when the person asks to stop: Ctrl-C or SIGTERM. */
  stopped(): Promise<void>;
}
